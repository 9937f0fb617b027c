import type { AppealStory, StoryMessage } from '../../../actions/staff/read-models.ts';
import { sayInstant } from '../../../text/dates.ts';
import { Details, Quote } from '../../ui/content.tsx';
import { Mixed } from '../../ui/mixed-text.tsx';
import { Table } from '../../ui/table.tsx';
import type { Visit } from '../../visit.ts';
import { capital } from '../wording.ts';
import { StoryFiles } from './story-files.tsx';

interface Props {
  readonly visit: Visit;
  readonly story: AppealStory;
}

const labelOf = (visit: Visit, message: StoryMessage): string => {
  const { t, language } = visit;
  const what = t(`staff:appeal.thread.${message.kind}`);
  const when = sayInstant(message.at, language);
  return message.authorName
    ? t('staff:appeal.thread.by', { what, who: message.authorName, when })
    : t('staff:appeal.thread.byNobody', { what, when });
};

/** What went back and forth after the statement, oldest first, each in its own language. */
export const Thread = ({ visit, story }: Props) => {
  const { t } = visit;
  return (
    <section aria-labelledby="thread">
      <h2 id="thread">{t('staff:appeal.thread.title')}</h2>
      {story.thread.length === 0 ? <p>{t('staff:appeal.thread.empty')}</p> : null}
      {story.thread.map((message) => (
        <div class={`message message-${message.author}`}>
          <Quote
            language={message.language}
            label={<Mixed text={labelOf(visit, message)} page={visit.language} />}
          >
            {message.text}
          </Quote>
          <StoryFiles visit={visit} receipt={story.line.receipt} files={message.files} />
        </div>
      ))}
    </section>
  );
};

/** What officials wrote for one another. */
export const Notes = ({ visit, story }: Props) => {
  const { t, language } = visit;
  return (
    <section aria-labelledby="notes">
      <h2 id="notes">{t('staff:appeal.notes.title')}</h2>
      <p>{t(story.notes.length === 0 ? 'staff:appeal.notes.empty' : 'staff:appeal.notes.lead')}</p>
      {story.notes.map((note) => (
        <figure class="note">
          <figcaption>
            <Mixed text={note.author} page={language} />, {sayInstant(note.at, language)}
          </figcaption>
          <p class="as-typed" lang={note.language === language ? undefined : note.language}>
            {note.text}
          </p>
        </figure>
      ))}
    </section>
  );
};

/** Every change there was: who, when, what, why. */
export const History = ({ visit, story }: Props) => {
  const { t, language } = visit;
  return (
    <section aria-labelledby="history">
      <h2 id="history">{t('staff:appeal.history.title')}</h2>
      <Details summary={t('staff:appeal.history.caption')}>
        <Table
          caption={t('staff:appeal.history.caption')}
          captionUnseen
          columns={[
            { text: t('staff:appeal.card.when') },
            { text: t('staff:appeal.card.what') },
            { text: t('staff:appeal.card.who') },
            { text: t('staff:appeal.card.why') },
          ]}
          rows={story.events.map((event) => ({
            cells: [
              sayInstant(event.at, language),
              capital(t(`domain:event.${event.verb}`), language),
              <Mixed text={event.actorName ?? t(`domain:actor.${event.actor.kind}`)} page={language} />,
              event.reason ?? '–',
            ],
          }))}
        />
      </Details>
    </section>
  );
};
