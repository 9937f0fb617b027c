import type { UploadedFile } from '../../actions/uploads.ts';
import type { OwnAppeal, OwnMessage } from '../../actions/view-own-appeal.ts';
import { sayInstant } from '../../text/dates.ts';
import { sayFile } from '../files/file-words.ts';
import { Player } from '../files/player.tsx';
import { Quote } from '../ui/content.tsx';
import type { Visit } from '../visit.ts';

/** Files of a message: sound and video play where they stand, each can be downloaded. */
const MessageFiles = ({
  visit,
  files,
}: {
  readonly visit: Visit;
  readonly files: readonly UploadedFile[];
}) => {
  const { t, language } = visit;
  if (files.length === 0) return null;
  return (
    <ul class="links">
      {files.map((file) => {
        const href = `/${language}/status/appeal/files/${file.id}`;
        if (file.state !== 'ready') return <li>{sayFile(visit, file)}</li>;
        return (
          <li>
            {file.kind === 'sound' || file.kind === 'video' ? (
              <Player kind={file.kind} href={href} label={file.name} />
            ) : null}
            <a href={href} download={file.name}>
              {t('status:thread.download', { file: sayFile(visit, file) })}
            </a>
          </li>
        );
      })}
    </ul>
  );
};

const whoOf = ({ t }: Visit, message: OwnMessage): string => {
  switch (message.author) {
    case 'citizen':
      return t('status:thread.you');
    case 'service':
      return t('status:thread.service');
    case 'staff':
      return message.kind === 'question'
        ? t('status:thread.question')
        : message.kind === 'answer'
          ? t('status:thread.answer')
          : message.kind === 'notice'
            ? t('status:thread.notice')
            : t('status:thread.staff');
  }
};

/** One message in its writer's words and language. */
export const Message = ({
  visit,
  message,
}: {
  readonly visit: Visit;
  readonly message: Pick<OwnMessage, 'at' | 'language' | 'text' | 'files'> & { readonly who: string };
}) => {
  const { t, language } = visit;
  const label = t('status:thread.line', { who: message.who, when: sayInstant(message.at, language) });
  return (
    <>
      {message.text === '' ? (
        <>
          <p>
            <strong>{label}</strong>
          </p>
          <p>{t('status:thread.noWords')}</p>
        </>
      ) : (
        <Quote language={message.language} label={label}>
          {message.text}
        </Quote>
      )}
      <MessageFiles visit={visit} files={message.files} />
    </>
  );
};

/** The answer that stands now. */
export const lastAnswer = ({ thread }: OwnAppeal): OwnMessage | undefined =>
  thread.findLast(({ kind }) => kind === 'answer');

/** Everything else that was said, oldest first, beginning with the appeal itself. */
export const Thread = ({ visit, appeal }: { readonly visit: Visit; readonly appeal: OwnAppeal }) => {
  const { t } = visit;
  const shownAbove = lastAnswer(appeal);
  const others = appeal.thread.filter((message) => message !== shownAbove);
  const first = {
    at: appeal.receivedAt,
    language: appeal.language,
    text: appeal.statement,
    files: appeal.files,
    who: t('status:thread.first'),
  };
  return (
    <>
      <h2 id="thread" tabindex={-1}>
        {t('status:thread.title')}
      </h2>
      <ol class="thread">
        {[first, ...others.map((message) => ({ ...message, who: whoOf(visit, message) }))].map((message) => (
          <li>
            <Message visit={visit} message={message} />
          </li>
        ))}
      </ol>
    </>
  );
};
