import type { Question } from '../../domain/journeys/question.ts';
import { AddedFiles, FileField, fileField, fileScripts } from '../../web/files/file-parts.tsx';
import type { FileProblem } from '../../web/files/file-words.ts';
import { sayProblem } from '../../web/files/file-words.ts';
import { Button } from '../../web/ui/button.tsx';
import { Notice } from '../../web/ui/content.tsx';
import { ErrorSummary } from '../../web/ui/error-summary.tsx';
import type { FieldError } from '../../web/ui/field.tsx';
import { Page } from '../../web/ui/page.tsx';
import { QuestionForm } from '../../web/ui/question-form.tsx';
import type { Visit } from '../../web/visit.ts';
import type { Conversation } from './conversation.ts';
import { Emergency } from './emergency.tsx';
import { Keeping } from './keeping.tsx';
import { type OrganisationChoice, OrganisationSearch, searchOutcome } from './organisation-search.tsx';
import { QuestionField } from './question-field.tsx';
import { QuestionSound } from './question-sound.tsx';
import { hintOf, titleOf } from './question-texts.ts';
import type { Typed } from './typed.ts';
import { pageOf, stepNumber, type WebJourney } from './web-journey.ts';

export interface QuestionPageProps {
  readonly visit: Visit;
  readonly web: WebJourney;
  readonly conversation: Conversation;
  readonly question: Question;
  readonly typed: Typed;
  readonly error: string | undefined;
  readonly problems: readonly FileProblem[];
  /** `check` where the page leads back there. */
  readonly from: string | undefined;
  readonly expired: boolean;
  /** Answers the address brought along. */
  readonly presets: Readonly<Record<string, string>>;
  readonly organisations: OrganisationChoice | undefined;
}

/** Where "back" leads: the check page if one came from there, else the question before; the start page from the first. */
const backOf = ({ visit, web, conversation, question, from }: QuestionPageProps): string => {
  const { language } = visit;
  if (from === 'check') return pageOf(web, language, 'check');
  const place = conversation.path.findIndex(({ id }) => id === question.id);
  const before = conversation.path[place - 1];
  return before ? pageOf(web, language, before.id) : `/${language}/`;
};

/** The page right after the one where danger was told of gives the numbers at once. */
const followsDanger = ({ conversation, question }: QuestionPageProps): boolean => {
  const place = conversation.path.findIndex(({ id }) => id === question.id);
  return conversation.path[place - 1]?.id === 'danger' && conversation.answers.danger === 'yes';
};

const errorsOf = ({ visit, question, error, problems }: QuestionPageProps): readonly FieldError[] => [
  ...(error ? [{ field: question.id, text: error }] : []),
  ...problems.map((problem) => ({ field: fileField, text: sayProblem(visit, problem) })),
];

/** One question, as its own page: what is wrong, the question, the button that goes on, and what else helps. */
export const QuestionPage = (props: QuestionPageProps) => {
  const { visit, web, conversation, question, organisations, from } = props;
  const { t, language } = visit;
  const takesFiles = question.kind === 'statement' || question.kind === 'files';
  const uploads = conversation.draft?.uploads ?? [];
  const errors = errorsOf(props);
  const step = t('common:step', { number: stepNumber(web, conversation.path, question.id) });
  const outcome = organisations ? searchOutcome(visit, web, organisations) : undefined;
  return (
    <Page
      visit={visit}
      title={titleOf(visit, web, question)}
      step={step}
      error={errors.length > 0}
      section={web.path}
      back={backOf(props)}
      quickExit={web.quickExit}
      styles={['forms.css']}
      scripts={takesFiles ? fileScripts : []}
    >
      <ErrorSummary visit={visit} errors={errors} />
      {props.expired ? (
        <Notice kind="warning" title={t('appeal:expired.title')}>
          <p>{t('appeal:expired.text')}</p>
        </Notice>
      ) : null}
      {followsDanger(props) ? <Emergency visit={visit} /> : null}
      <QuestionForm
        visit={visit}
        action={pageOf(web, language, question.id)}
        id="question"
        multipart={takesFiles}
        hidden={{ ...props.presets, ...(from === 'check' ? { return: 'check' } : {}) }}
        more={
          takesFiles ? (
            <Button kind="quiet" name="add" value="1">
              {t('appeal:files.add')}
            </Button>
          ) : undefined
        }
      >
        <QuestionField
          visit={visit}
          web={web}
          question={question}
          typed={props.typed}
          error={props.error}
          caption={step}
          hint={outcome ?? hintOf(visit, web, question)}
          organisations={organisations?.options}
        />
        {takesFiles ? (
          <FileField
            visit={visit}
            error={
              props.problems.length > 0
                ? props.problems.map((p) => sayProblem(visit, p)).join('. ')
                : undefined
            }
          />
        ) : null}
      </QuestionForm>
      <QuestionSound visit={visit} web={web} question={question} />
      {takesFiles ? <AddedFiles visit={visit} files={uploads} form="question" /> : null}
      {organisations ? (
        <OrganisationSearch visit={visit} web={web} question={question} choice={organisations} from={from} />
      ) : null}
      <Keeping visit={visit} web={web} />
    </Page>
  );
};
