import type { UploadedFile } from '../../actions/uploads.ts';
import type { OwnAppeal } from '../../actions/view-own-appeal.ts';
import { groupReceipt } from '../../domain/receipt-number.ts';
import { isOpen } from '../../domain/states.ts';
import { sayDay, sayInstant } from '../../text/dates.ts';
import { explainDeadline } from '../../text/deadline.ts';
import { AddedFiles, FileField, fileScripts } from '../files/file-parts.tsx';
import { type FileProblem, sayProblem } from '../files/file-words.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { Notice } from '../ui/content.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import type { FieldError } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { QuestionForm } from '../ui/question-form.tsx';
import { SummaryList, type SummaryRow } from '../ui/summary-list.tsx';
import { Tag } from '../ui/tag.tsx';
import { TextArea } from '../ui/text-fields.tsx';
import type { Visit } from '../visit.ts';
import { asHeading } from '../wording.ts';
import { lastAnswer, Message, Thread } from './own-thread.tsx';

/** What just happened, told at the top of the page it leads back to. */
export const outcomes = ['added', 'reopened', 'withdrawn', 'changed'] as const;
export type OwnOutcome = (typeof outcomes)[number];

/** The form that adds to the appeal, as it stands: words typed, files received, what is wrong. */
export interface AdditionForm {
  readonly submissionId: string;
  readonly text: string;
  readonly files: readonly UploadedFile[];
  readonly error: string | undefined;
  readonly problems: readonly FileProblem[];
}

interface OwnAppealPageProps {
  readonly visit: Visit;
  readonly appeal: OwnAppeal;
  readonly addition: AdditionForm;
  readonly outcome: OwnOutcome | undefined;
}

const handlerOf = ({ t, language }: Visit, { department, curator }: OwnAppeal): string => {
  if (!department) return t('status:own.nobody');
  const name = department[language];
  return curator ? t('status:own.handler', { department: name, curator }) : name;
};

const dueRows = ({ t, language }: Visit, appeal: OwnAppeal): readonly SummaryRow[] => {
  if (!isOpen(appeal.state))
    return appeal.answeredAt
      ? [{ key: t('status:own.answeredAt'), value: sayInstant(appeal.answeredAt, language) }]
      : [];
  const day = (
    <time data-due="" datetime={appeal.dueOn}>
      {sayDay(appeal.dueOn, language)}
    </time>
  );
  if (appeal.anonymous) return [{ key: t('appeal:done.dueAnonymous'), value: day }];
  const why = appeal.deadline ? explainDeadline(appeal.deadline, language) : t('status:own.dueChanged');
  return [
    { key: t('status:own.due'), value: day },
    { key: t('status:own.why'), value: why },
  ];
};

const factsOf = (visit: Visit, appeal: OwnAppeal): readonly SummaryRow[] => {
  const { t, language } = visit;
  return [
    ...dueRows(visit, appeal),
    { key: t('status:own.department'), value: handlerOf(visit, appeal) },
    ...(appeal.organisation
      ? [{ key: t('status:own.organisation'), value: appeal.organisation[language] }]
      : []),
    { key: t('status:own.type'), value: asHeading(t(`domain:type.${appeal.type}`), language) },
    { key: t('status:own.receivedAt'), value: sayInstant(appeal.receivedAt, language) },
  ];
};

const Answer = ({ visit, appeal }: { readonly visit: Visit; readonly appeal: OwnAppeal }) => {
  const { t, language } = visit;
  const answer = lastAnswer(appeal);
  if (!answer) return null;
  return (
    <>
      <h2 id="answer">{t('status:answer.title')}</h2>
      <Message visit={visit} message={{ ...answer, who: t('status:thread.answer') }} />
      <h3>{t('status:answer.contestTitle')}</h3>
      <ul>
        {appeal.may.sayNotHelped ? <li>{t('status:answer.contest.here')}</li> : null}
        <li>{t('status:answer.contest.above')}</li>
        <li>{t('status:answer.contest.court')}</li>
      </ul>
      {appeal.may.sayNotHelped ? (
        <div class="buttons">
          <LinkButton kind="quiet" href={`/${language}/status/appeal/not-helped`}>
            {t('status:answer.notHelped')}
          </LinkButton>
        </div>
      ) : null}
    </>
  );
};

const additionErrors = (visit: Visit, addition: AdditionForm): readonly FieldError[] => [
  ...(addition.error ? [{ field: 'text', text: addition.error }] : []),
  ...addition.problems.map((problem) => ({ field: 'files', text: sayProblem(visit, problem) })),
];

/** A question of the official stands open until the person has written again. */
const isAsked = ({ thread }: OwnAppeal): boolean => {
  const last = thread.findLast(({ kind }) => kind === 'question' || kind === 'addition');
  return last?.kind === 'question';
};

const Addition = ({ visit, appeal, addition }: Omit<OwnAppealPageProps, 'outcome'>) => {
  const { t, language } = visit;
  if (!appeal.may.add) return null;
  const problems = addition.problems.map((problem) => sayProblem(visit, problem));
  return (
    <section aria-labelledby="add-title">
      <h2 id="add-title">{isAsked(appeal) ? t('status:add.reply') : t('status:add.title')}</h2>
      <QuestionForm
        visit={visit}
        id="addition"
        action={`/${language}/status/appeal/add#error-summary`}
        multipart
        submit={t('status:add.send')}
        dataAction="add"
        hidden={{ submissionId: addition.submissionId }}
      >
        <TextArea
          name="text"
          label={t('status:add.label')}
          hint={t('status:add.hint')}
          error={addition.error}
          value={addition.text}
          rows={5}
        />
        <FileField visit={visit} error={problems.length > 0 ? problems.join('. ') : undefined} />
      </QuestionForm>
      <AddedFiles visit={visit} files={addition.files} form="addition" />
    </section>
  );
};

const outcomeText = ({ t }: Visit, outcome: OwnOutcome): string => {
  switch (outcome) {
    case 'added':
      return t('status:add.done');
    case 'reopened':
      return t('status:notHelped.done');
    case 'withdrawn':
      return t('status:withdraw.done');
    case 'changed':
      return t('errors:status.not-in-this-state');
  }
};

/** One's own appeal: how it stands, the answer, everything said, what one can do now. */
export const OwnAppealPage = (props: OwnAppealPageProps) => {
  const { visit, appeal, addition, outcome } = props;
  const { t, language } = visit;
  const title = t('status:own.title', { number: groupReceipt(appeal.serial) });
  const errors = additionErrors(visit, addition);
  return (
    <Page
      visit={visit}
      title={title}
      error={errors.length > 0}
      section="status"
      quickExit
      styles={['forms.css']}
      scripts={appeal.may.add ? fileScripts : []}
    >
      <ErrorSummary visit={visit} errors={errors} />
      {outcome ? (
        <Notice kind={outcome === 'changed' ? 'warning' : 'done'} live="status">
          <p>{outcomeText(visit, outcome)}</p>
        </Notice>
      ) : null}
      <h1>{title}</h1>
      <p>
        <Tag text={asHeading(t(`domain:state.${appeal.state}`), language)} state={appeal.state} />
      </p>
      <p>{t(`status:own.stateText.${appeal.state}`)}</p>
      <SummaryList rows={factsOf(visit, appeal)} />
      <Answer visit={visit} appeal={appeal} />
      <Thread visit={visit} appeal={appeal} />
      <Addition visit={visit} appeal={appeal} addition={addition} />
      {appeal.may.withdraw ? (
        <>
          <h2>{t('status:actions')}</h2>
          <div class="buttons">
            <LinkButton kind="warning" href={`/${language}/status/appeal/withdraw`}>
              {t('status:withdraw.link')}
            </LinkButton>
          </div>
        </>
      ) : null}
      <section aria-labelledby="forget-title">
        <h2 id="forget-title">{t('status:forget.title')}</h2>
        <p>{t('status:forget.text')}</p>
        <form method="post" action={`/${language}/status/forget`}>
          <Button kind="quiet">{t('status:forget.yes')}</Button>
        </form>
      </section>
    </Page>
  );
};
