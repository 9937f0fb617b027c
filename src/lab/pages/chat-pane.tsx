import { unreachable } from '../../domain/result.ts';
import { Player } from '../../web/files/player.tsx';
import { Button } from '../../web/ui/button.tsx';
import { Checkboxes } from '../../web/ui/choices.tsx';
import { Details } from '../../web/ui/content.tsx';
import { FileUpload } from '../../web/ui/file-upload.tsx';
import { TextArea } from '../../web/ui/text-fields.tsx';
import type { Visit } from '../../web/visit.ts';
import type { ChatEntry, ChatFile } from '../entries.ts';
import type { Kept } from '../mailboxes.ts';
import { sampleTexts } from '../samples.ts';
import { LabForm, Log, LookAgain, Pane, Sample } from './parts.tsx';
import { languageOf, Who, Words } from './said.tsx';

const Attached = ({ visit, file }: { readonly visit: Visit; readonly file: ChatFile }) => {
  const href = `/lab/files/${file.fileId}`;
  const label = visit.t(`lab:file.${file.kind}`, { name: file.name });
  switch (file.kind) {
    case 'photo':
      return <img class="lab-photo" src={href} alt={label} />;
    case 'voice':
      return <Player kind="sound" href={href} label={label} />;
    case 'video':
    case 'video-note':
      return <Player kind="video" href={href} label={label} />;
    case 'document':
      return (
        <p>
          <a class="alone" href={href} download={file.name}>
            {label}
          </a>
        </p>
      );
    default:
      return unreachable(file.kind);
  }
};

const Answers = ({ visit, entry }: { readonly visit: Visit; readonly entry: Kept<ChatEntry> }) => (
  <LabForm to="chat">
    <input type="hidden" name="message" value={String(entry.seq)} />
    <fieldset class="lab-answers" aria-label={visit.t('lab:chat.answers')}>
      {entry.buttons.map(({ text }, index) => (
        <div lang={languageOf(text, visit.language)}>
          <Button kind="quiet" name="button" value={String(index)}>
            {text}
          </Button>
        </div>
      ))}
    </fieldset>
  </LabForm>
);

/** Messages of the chat; buttons only under those that nothing has been said to yet. */
export const ChatMessages = ({
  visit,
  entries,
}: {
  readonly visit: Visit;
  readonly entries: readonly Kept<ChatEntry>[];
}) => {
  const lastOwn = entries.findLast(({ from }) => from === 'person')?.seq ?? 0;
  return (
    <>
      {entries.map((entry) => (
        <li id={`chat-${entry.seq}`} class={`lab-${entry.from}`}>
          <Who visit={visit} from={entry.from} at={entry.at} />
          {entry.text === '' ? null : <Words text={entry.text} />}
          {entry.file ? <Attached visit={visit} file={entry.file} /> : null}
          {entry.lost ? <p class="error">{visit.t('lab:lost')}</p> : null}
          {entry.buttons.length > 0 && entry.seq > lastOwn ? <Answers visit={visit} entry={entry} /> : null}
        </li>
      ))}
    </>
  );
};

const fileSamples = ['voice', 'signing', 'photo'] as const;

export const ChatPane = ({
  visit,
  entries,
  errors,
}: {
  readonly visit: Visit;
  readonly entries: readonly Kept<ChatEntry>[];
  readonly errors: { readonly text: string | undefined; readonly file: string | undefined };
}) => {
  const { t, language } = visit;
  return (
    <Pane id="chat" title={t('lab:chat.title')} about={t('lab:chat.about')}>
      <Log
        id="chat-log"
        label={t('lab:chat.log')}
        empty={t('lab:chat.empty')}
        last={entries.at(-1)?.seq ?? 0}
      >
        <ChatMessages visit={visit} entries={entries} />
      </Log>
      <LookAgain visit={visit} at="chat" />
      <LabForm to="chat">
        <TextArea name="chat-text" label={t('lab:chat.text')} rows={3} error={errors.text} />
        <Button>{t('lab:chat.send')}</Button>
      </LabForm>
      <LabForm to="chat">
        <h3>{t('lab:samples')}</h3>
        <ul class="lab-samples">
          <Sample value="start">{t('lab:chat.begin')} (/start)</Sample>
          {sampleTexts(language)
            .slice(0, 1)
            .map(({ code, text }) => (
              <Sample value={code}>{text}</Sample>
            ))}
          {fileSamples.map((name) => (
            <Sample value={name}>{t(`lab:sample.${name}`)}</Sample>
          ))}
        </ul>
      </LabForm>
      <Details summary={t('lab:chat.fileTitle')} open={errors.file !== undefined}>
        <LabForm to="chat" files>
          <FileUpload
            name="chat-file"
            label={t('lab:chat.file')}
            hint={t('lab:chat.fileHint')}
            error={errors.file}
          />
          <Checkboxes
            name="round"
            label={t('lab:sample.signing')}
            options={[{ value: 'yes', text: t('lab:chat.round') }]}
          />
          <Button kind="quiet">{t('lab:chat.sendFile')}</Button>
        </LabForm>
      </Details>
    </Pane>
  );
};
