import type { ActionContext } from '../../actions/context.ts';
import { prune } from '../../domain/journeys/journey.ts';
import type { Answer, Answers, Question } from '../../domain/journeys/question.ts';
import { languageOfWords } from '../../domain/language.ts';
import { fileField } from '../../web/files/file-parts.tsx';
import { sayFile } from '../../web/files/file-words.ts';
import { Page } from '../../web/ui/page.tsx';
import { QuestionForm } from '../../web/ui/question-form.tsx';
import { SummaryList, type SummaryRow } from '../../web/ui/summary-list.tsx';
import type { Visit } from '../../web/visit.ts';
import { sayAnswer } from './answer-words.ts';
import type { Conversation } from './conversation.ts';
import { Keeping } from './keeping.tsx';
import { titleOf } from './question-texts.ts';
import { pageIdOf, pageOf, stepNumber, type WebJourney } from './web-journey.ts';

interface CheckPageProps {
  readonly ctx: ActionContext;
  readonly visit: Visit;
  readonly web: WebJourney;
  readonly conversation: Conversation;
  readonly error: string | undefined;
}

/** What people write themselves may be in the other language than the page. */
const typedWords: ReadonlySet<Question['kind']> = new Set(['text', 'statement']);

const emptyAnswer = ({ t }: Visit, question: Question): string => {
  if (question.id === 'name') return t('appeal:check.anonymous');
  return question.kind === 'statement' ? t('appeal:check.noWords') : t('appeal:check.nothing');
};

const rowsOf = (
  { ctx, visit, web, conversation }: CheckPageProps,
  answers: Answers,
): readonly SummaryRow[] => {
  const { t, language } = visit;
  const changeOf = (question: Question, about: string): SummaryRow['change'] => ({
    href: pageOf(web, language, question.id, { from: 'check' }),
    text: t('common:change'),
    about,
  });
  return conversation.path.flatMap((question): SummaryRow[] => {
    if (question.kind === 'check') return [];
    const sharesPage = pageIdOf(web, question.id) !== question.id;
    if (sharesPage && (answers[question.id] ?? '') === '') return [];
    const key = titleOf(visit, web, question);
    const said = sayAnswer(ctx, visit, question, answers[question.id] ?? '');
    const row: SummaryRow = {
      key,
      value: said === '' ? emptyAnswer(visit, question) : said,
      lang: typedWords.has(question.kind) ? languageOfWords(said, language) : undefined,
      change: changeOf(question, key),
    };
    const uploads = conversation.draft?.uploads ?? [];
    if (question.kind !== 'statement' || uploads.length === 0) return [row];
    const files: SummaryRow = {
      key: t('appeal:check.files'),
      value: uploads.map((file) => <div>{sayFile(visit, file)}</div>),
      change: changeOf(question, t('appeal:check.files')),
    };
    return [row, files];
  });
};

const hiddenOf = (name: string, answer: Answer) =>
  (typeof answer === 'string' ? [answer] : answer).map((value) => (
    <input type="hidden" name={name} value={value} />
  ));

/**
 * What will be sent, question by question. The form carries every answer itself: what was checked is what is sent,
 * whatever another tab does meanwhile.
 */
export const CheckPage = (props: CheckPageProps) => {
  const { visit, web, conversation, error } = props;
  const { t, language } = visit;
  const answers = prune(web.journey, conversation.answers, conversation.journeyContext);
  const before = conversation.path.at(-2);
  const title = t(`${web.texts}:check.title`);
  const step = t('common:step', { number: stepNumber(web, conversation.path, 'check') });
  return (
    <Page
      visit={visit}
      title={title}
      step={step}
      error={error !== undefined}
      section={web.path}
      back={before ? pageOf(web, language, pageIdOf(web, before.id)) : undefined}
      quickExit={web.quickExit}
      styles={['forms.css']}
    >
      <QuestionForm
        visit={visit}
        action={pageOf(web, language, 'send')}
        submit={t(`${web.texts}:check.send`)}
        errors={error ? [{ field: 'answers', text: error }] : []}
        hidden={{ submissionId: conversation.draft?.submissionId ?? '' }}
      >
        <h1>
          <span class="caption">{step} </span>
          {title}
        </h1>
        <p>{t(`${web.texts}:check.intro`)}</p>
        <div id="answers" tabindex={-1}>
          <SummaryList rows={rowsOf(props, answers)} />
        </div>
        <p>{t(`${web.texts}:check.next`)}</p>
        {Object.entries(answers).flatMap(([name, answer]) => hiddenOf(name, answer))}
        {conversation.draft?.uploads.map(({ id }) => (
          <input type="hidden" name={fileField} value={id} />
        ))}
      </QuestionForm>
      <Keeping visit={visit} web={web} />
    </Page>
  );
};
