import { smsSegments } from '../../domain/sms-length.ts';
import { Button } from '../../web/ui/button.tsx';
import { TextArea } from '../../web/ui/text-fields.tsx';
import type { Visit } from '../../web/visit.ts';
import type { SmsEntry } from '../entries.ts';
import type { Kept } from '../mailboxes.ts';
import { sampleTexts } from '../samples.ts';
import { LabForm, Log, LookAgain, Pane, Sample } from './parts.tsx';
import { Who, Words } from './said.tsx';

/** Messages on the SMS phone, each with what it costs. */
export const SmsMessages = ({
  visit,
  entries,
}: {
  readonly visit: Visit;
  readonly entries: readonly Kept<SmsEntry>[];
}) => (
  <>
    {entries.map(({ seq, from, at, text, lost }) => (
      <li id={`sms-${seq}`} class={`lab-${from}`}>
        <Who visit={visit} from={from} at={at} />
        <Words text={text} />
        <p class="lab-note">{visit.t('lab:sms.segments', { count: smsSegments(text) })}</p>
        {lost ? <p class="error">{visit.t('lab:lost')}</p> : null}
      </li>
    ))}
  </>
);

export const SmsPane = ({
  visit,
  number,
  entries,
  error,
}: {
  readonly visit: Visit;
  /** The person's own, as it is read. */
  readonly number: string;
  readonly entries: readonly Kept<SmsEntry>[];
  readonly error: string | undefined;
}) => {
  const { t, language } = visit;
  return (
    <Pane id="sms" title={t('lab:sms.title')} about={t('lab:sms.about', { number })}>
      <Log id="sms-log" label={t('lab:sms.log')} empty={t('lab:sms.empty')} last={entries.at(-1)?.seq ?? 0}>
        <SmsMessages visit={visit} entries={entries} />
      </Log>
      <LookAgain visit={visit} at="sms" />
      <LabForm to="sms">
        <TextArea name="sms-text" label={t('lab:sms.text')} rows={3} error={error} />
        <p
          class="hint"
          data-segments={t('lab:sms.counter', { segments: t('lab:sms.segments', { count: 0 }) }).replace(
            /\b0\b/,
            '%n',
          )}
        />
        <Button>{t('lab:sms.send')}</Button>
      </LabForm>
      <LabForm to="sms">
        <h3>{t('lab:samples')}</h3>
        <ul class="lab-samples">
          {sampleTexts(language).map((sample) => (
            <Sample value={sample.code} lang={sample.language === language ? undefined : sample.language}>
              {sample.text}
              {sample.means ? ` (${t(`lab:sample.${sample.means}`)})` : ''}
            </Sample>
          ))}
        </ul>
      </LabForm>
    </Pane>
  );
};
