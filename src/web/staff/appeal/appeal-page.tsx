import type { ActionContext } from '../../../actions/context.ts';
import type { AppealStory } from '../../../actions/staff/read-models.ts';
import { isOpen } from '../../../domain/states.ts';
import { sayDay, sayInstant } from '../../../text/dates.ts';
import { Notice } from '../../ui/content.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import type { FieldError } from '../../ui/field.tsx';
import { duenessMark, Tag } from '../../ui/tag.tsx';
import type { Visit } from '../../visit.ts';
import { formField } from '../account/taken-form.ts';
import { type Frame, StaffPage } from '../staff-page.tsx';
import { capital, sayReceipt } from '../wording.ts';
import { ControlCardView } from './control-card.tsx';
import { offeredVerbs, type PageVerb } from './page-verbs.ts';
import { Particulars } from './particulars.tsx';
import { goesBySms } from './sms-cost.tsx';
import { Tasks } from './tasks.tsx';
import { History, Notes, Thread } from './thread.tsx';
import { verbAnchor } from './verb-form.tsx';
import { VerbSection } from './verb-section.tsx';
import { Who } from './who.tsx';
import { HowToAnswer, Warnings, Words } from './words.tsx';

/** A form that comes back: what was typed, what is wrong with it, and what to say above it. */
export interface ShownAgain {
  readonly verb: PageVerb;
  readonly typed: URLSearchParams;
  readonly errors: readonly FieldError[];
  /** An answer that did not fit: it may go all the same, if she says why. */
  readonly mayOverride: boolean;
  readonly message: { readonly title: string; readonly text: string } | null;
}

interface AppealPageProps extends Frame {
  readonly ctx: ActionContext;
  readonly story: AppealStory;
  /** See `authorMark`. */
  readonly by: string;
  /** What was just done, in words. */
  readonly done: string | null;
  readonly again: ShownAgain | null;
}

const Head = ({ visit, story }: { readonly visit: Visit; readonly story: AppealStory }) => {
  const { t, language } = visit;
  const { line } = story;
  const { shape, tone } = duenessMark[line.dueness];
  return (
    <>
      <h1>{t('staff:appeal.title', { number: sayReceipt(line.receipt) })}</h1>
      <p class="tags">
        <Tag text={capital(t(`domain:state.${line.state}`), language)} state={line.state} />
        {isOpen(line.state) ? (
          <Tag text={capital(t(`domain:dueness.${line.dueness}`), language)} shape={shape} tone={tone} />
        ) : null}
        {line.urgent ? <Tag text={t('staff:list.urgent')} shape="triangle" tone="error" /> : null}
      </p>
      <p>
        {capital(t(`domain:type.${line.type}`), language)}.{' '}
        {t('staff:appeal.received', { when: sayInstant(line.receivedAt, language) })}.{' '}
        <strong>
          {story.answeredAt
            ? t('staff:appeal.answeredOn', { when: sayInstant(story.answeredAt, language) })
            : t('staff:appeal.due', { day: sayDay(line.dueOn, language) })}
          .
        </strong>
      </p>
    </>
  );
};

const OnThisPage = ({ visit, verbs }: { readonly visit: Visit; readonly verbs: readonly PageVerb[] }) => {
  const { t, language } = visit;
  const sections = [
    ['words', t('staff:appeal.words')],
    ['who', t('staff:appeal.who.title')],
    ['data', t('staff:appeal.data.title')],
    ['card', capital(t('domain:card.title'), language)],
    ['thread', t('staff:appeal.thread.title')],
    ['notes', t('staff:appeal.notes.title')],
  ] as const;
  return (
    <nav class="on-page" aria-label={t('staff:appeal.onPage')}>
      <ul>
        {verbs.map((verb) => (
          <li>
            <a href={`#${verbAnchor(verb)}`}>{t(`staff:verb.${verb}.title`)}</a>
          </li>
        ))}
      </ul>
      <ul>
        {sections.map(([id, text]) => (
          <li>
            <a href={`#${id}`}>{text}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
};

/** Why the form came back, above everything; what was typed is shown even where its form is no longer offered. */
const Again = ({
  visit,
  again,
  offered,
}: {
  readonly visit: Visit;
  readonly again: ShownAgain;
  readonly offered: boolean;
}) => {
  const text = offered
    ? null
    : again.typed.get(`${again.verb}-text`) || again.typed.get(`${again.verb}-reason`);
  const summarised = again.errors.length > 0;
  return (
    <>
      {again.message ? (
        // Without a list of mistakes this is where the form's address leads: it takes the focus instead.
        <div id={summarised ? undefined : 'error-summary'} tabindex={summarised ? undefined : -1}>
          <Notice kind="warning" title={again.message.title} live="status">
            <p>{again.message.text}</p>
          </Notice>
        </div>
      ) : null}
      <ErrorSummary visit={visit} errors={again.errors} />
      {text ? (
        <figure class="note">
          <figcaption>{visit.t('staff:held.yours')}</figcaption>
          <p class="as-typed">{text}</p>
        </figure>
      ) : null}
    </>
  );
};

const NotNow = ({ visit, story }: { readonly visit: Visit; readonly story: AppealStory }) => {
  const reasons = new Set(
    story.verbs.flatMap((offer) =>
      !offer.allowed && (offer.why === 'task-open' || offer.why === 'taken-by-another') ? [offer.why] : [],
    ),
  );
  return (
    <>
      {[...reasons].map((why) => (
        <p>{visit.t(`staff:appeal.does.notNow.${why}`)}</p>
      ))}
    </>
  );
};

/** One appeal: what was said first, then everything known of it, and beside it what can be done. */
export const AppealPage = ({ ctx, story, by, done, again, ...frame }: AppealPageProps) => {
  const { visit, session } = frame;
  const { t, language } = visit;
  const verbs = offeredVerbs(story);
  const title = t('staff:appeal.title', { number: sayReceipt(story.line.receipt) });
  const wrong = Boolean(again?.errors.length);
  return (
    <StaffPage {...frame} title={title} error={wrong} scripts={goesBySms(story) ? ['sms-cost.js'] : []}>
      {done ? (
        <div id="done" tabindex={-1}>
          <Notice kind="done" live="status">
            <p>{done}</p>
          </Notice>
        </div>
      ) : null}
      {again ? <Again visit={visit} again={again} offered={verbs.includes(again.verb)} /> : null}
      <Head visit={visit} story={story} />
      <Warnings visit={visit} story={story} />
      <OnThisPage visit={visit} verbs={verbs} />
      <div class="sides">
        <div>
          <Words visit={visit} story={story} />
          <HowToAnswer visit={visit} story={story} />
          <Who visit={visit} story={story} />
          <Particulars visit={visit} story={story} />
          <section aria-labelledby="card">
            <h2 id="card">{capital(t('domain:card.title'), language)}</h2>
            <p class="way">
              <a href={`/staff/appeals/${story.line.receipt}/card`}>{t('staff:appeal.card.printLink')}</a>
            </p>
            <ControlCardView visit={visit} ctx={ctx} story={story} headings={3} />
          </section>
          <Thread visit={visit} story={story} />
          <Notes visit={visit} story={story} />
          <History visit={visit} story={story} />
        </div>
        <section class="does" aria-labelledby="does">
          <h2 id="does" class="unseen">
            {t('staff:appeal.does.title')}
          </h2>
          {verbs.length === 0 && story.tasks.length === 0 ? <p>{t('staff:appeal.does.none')}</p> : null}
          <NotNow visit={visit} story={story} />
          <Tasks visit={visit} story={story} csrf={session.csrf} by={by} formIdOf={() => ctx.uuid()} />
          {verbs.map((verb, index) => {
            const back = again?.verb === verb ? again : null;
            return (
              <VerbSection
                verb={verb}
                ctx={ctx}
                visit={visit}
                story={story}
                csrf={session.csrf}
                by={by}
                formId={back?.typed.get(formField.id) || ctx.uuid()}
                typed={back?.typed ?? null}
                errors={back?.errors ?? []}
                mayOverride={back?.mayOverride ?? false}
                primary={index === 0}
              />
            );
          })}
        </section>
      </div>
    </StaffPage>
  );
};
