import { unreachable } from '../../domain/result.ts';
import type { Visit } from '../../web/visit.ts';
import type { CallEntry, Spoken } from '../entries.ts';
import type { Kept } from '../mailboxes.ts';
import { soundsOf } from '../telephone/sounds.ts';

const captionsOf = (pieces: readonly Spoken[], visit: Visit) => {
  const runs: { language: Spoken['language']; words: string[] }[] = [];
  for (const { text, language } of pieces) {
    const said = text ?? visit.t('lab:phone.ownRecording');
    const spoken = text === null ? visit.language : language;
    const last = runs.at(-1);
    if (last?.language === spoken) last.words.push(said);
    else runs.push({ language: spoken, words: [said] });
  }
  return runs;
};

/** What the service says: its words, and the sound as one piece; several where a person's own recording is among it. */
const SpokenEntry = ({
  visit,
  seq,
  pieces,
}: {
  readonly visit: Visit;
  readonly seq: number;
  readonly pieces: readonly Spoken[];
}) => (
  <>
    {captionsOf(pieces, visit).map(({ language, words }) => (
      <p class="lab-words" lang={language === visit.language ? undefined : language}>
        {words.join(' ')}
      </p>
    ))}
    {soundsOf(seq, pieces).map((href) => (
      // biome-ignore lint/a11y/useMediaCaption: its words stand right above it
      <audio controls preload="none" src={href} aria-label={visit.t('lab:phone.listen')} data-sound="" />
    ))}
  </>
);

const Event = ({ visit, entry }: { readonly visit: Visit; readonly entry: Kept<CallEntry> }) => {
  const { t } = visit;
  switch (entry.what) {
    case 'spoken':
      return <SpokenEntry visit={visit} seq={entry.seq} pieces={entry.pieces} />;
    case 'begun':
    case 'tone':
    case 'silence':
      return <p data-tone={entry.what === 'tone' ? '' : undefined}>{t(`lab:phone.state.${entry.what}`)}</p>;
    case 'keys':
      return <p>{t('lab:phone.state.keys', { keys: entry.keys })}</p>;
    case 'recorded':
      return <p>{t('lab:phone.state.recorded', { count: entry.seconds })}</p>;
    case 'ended':
      return <p>{t(`lab:phone.state.ended.${entry.by}`)}</p>;
    default:
      return unreachable(entry);
  }
};

const byPerson = (entry: CallEntry): boolean =>
  entry.what === 'keys' || entry.what === 'silence' || entry.what === 'recorded';

/** What happened on the telephone; the sound of what was said last stands ready, the earlier words can be read. */
export const CallEvents = ({
  visit,
  entries,
}: {
  readonly visit: Visit;
  readonly entries: readonly Kept<CallEntry>[];
}) => (
  <>
    {entries.map((entry) => {
      const kind = entry.what === 'spoken' ? 'lab-service' : byPerson(entry) ? 'lab-person' : 'lab-event';
      return (
        <li id={`call-${entry.seq}`} class={kind}>
          <Event visit={visit} entry={entry} />
        </li>
      );
    })}
  </>
);
