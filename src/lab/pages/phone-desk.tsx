import { Button, Buttons } from '../../web/ui/button.tsx';
import { Checkboxes } from '../../web/ui/choices.tsx';
import { Details } from '../../web/ui/content.tsx';
import { FileUpload } from '../../web/ui/file-upload.tsx';
import { TextInput } from '../../web/ui/text-fields.tsx';
import type { Visit } from '../../web/visit.ts';
import type { CallEntry } from '../entries.ts';
import type { Call } from '../telephone/exchange.ts';
import { LabForm } from './parts.tsx';

/** What the telephone shows now; a script takes the new one when this changes. */
export type DeskKind = 'idle' | 'ended' | 'keys' | 'recording';
export const deskKindOf = (call: Call | undefined, entries: readonly CallEntry[]): DeskKind => {
  if (call === undefined) return entries.length > 0 ? 'ended' : 'idle';
  return call.line.waiting?.for === 'recording' ? 'recording' : 'keys';
};

const keyRows = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const;
const letters: Readonly<Record<string, 'star' | 'zero' | 'hash'>> = { '*': 'star', 0: 'zero', '#': 'hash' };

const Keypad = ({ visit }: { readonly visit: Visit }) => (
  <LabForm to="phone">
    <fieldset class="lab-keys" aria-label={visit.t('lab:phone.keypad')}>
      {keyRows.map((key) => {
        const name = letters[key];
        return (
          <button
            class="button quiet"
            type="submit"
            name="key"
            value={key}
            aria-label={name ? `${key} ${visit.t(`lab:phone.${name}`)}` : undefined}
          >
            {key}
          </button>
        );
      })}
    </fieldset>
  </LabForm>
);

const Recorder = ({ visit, error }: { readonly visit: Visit; readonly error: string | undefined }) => {
  const { t } = visit;
  return (
    <LabForm to="phone" files>
      <p>
        <strong>{t('lab:phone.recording')}</strong>
      </p>
      <div
        data-microphone="sound"
        data-start={t('lab:phone.microphone')}
        data-stop={t('lab:phone.stop')}
        data-listening={t('lab:phone.listening')}
        data-denied={t('lab:phone.denied')}
      />
      <Buttons>
        <Button kind="quiet" name="do" value="sample">
          {t('lab:phone.sampleRecording')}
        </Button>
      </Buttons>
      <Details summary={t('lab:phone.sound')} open={error !== undefined}>
        <FileUpload name="sound" label={t('lab:phone.sound')} accept="audio/*" error={error} />
        <input type="hidden" name="seconds" value="" />
        <Button kind="quiet" name="do" value="sound">
          {t('lab:phone.giveSound')}
        </Button>
      </Details>
      <Checkboxes
        name="break-off"
        label={t('lab:phone.line')}
        options={[{ value: 'yes', text: t('lab:phone.breakOff') }]}
      />
    </LabForm>
  );
};

const CallTime = ({
  visit,
  call,
  now,
}: {
  readonly visit: Visit;
  readonly call: Call;
  readonly now: Date;
}) => {
  const seconds = Math.max(0, Math.floor((now.getTime() - call.begunAt.getTime()) / 1000));
  const shown = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return (
    <p class="lab-time">
      {visit.t('lab:phone.time')}: <span data-seconds={seconds}>{shown}</span>
    </p>
  );
};

/** Everything one can do with the telephone at this moment. */
export const PhoneDesk = ({
  visit,
  call,
  kind,
  now,
  error,
}: {
  readonly visit: Visit;
  readonly call: Call | undefined;
  readonly kind: DeskKind;
  readonly now: Date;
  readonly error: string | undefined;
}) => {
  const { t } = visit;
  if (call === undefined)
    return (
      <LabForm to="phone">
        <Button name="do" value="call">
          {t(kind === 'ended' ? 'lab:phone.callAgain' : 'lab:phone.call')}
        </Button>
      </LabForm>
    );
  return (
    <>
      <CallTime visit={visit} call={call} now={now} />
      {kind === 'recording' ? <Recorder visit={visit} error={error} /> : null}
      <Keypad visit={visit} />
      <LabForm to="phone">
        <Buttons>
          <Button kind="quiet" name="do" value="silence">
            {t('lab:phone.silence')}
          </Button>
          <Button kind="warning" name="do" value="hang-up">
            {t('lab:phone.hangUp')}
          </Button>
        </Buttons>
        <p class="hint">{t('lab:phone.silenceHint')}</p>
      </LabForm>
      <LabForm to="phone">
        <TextInput
          name="keys"
          label={t('lab:phone.keys')}
          hint={t('lab:phone.keysHint')}
          inputmode="tel"
          autocomplete="off"
          width={12}
        />
        <Button kind="quiet" name="do" value="keys">
          {t('lab:phone.pressKeys')}
        </Button>
      </LabForm>
    </>
  );
};
