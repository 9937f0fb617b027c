import type { Visit } from '../../web/visit.ts';
import type { CallEntry } from '../entries.ts';
import type { Kept } from '../mailboxes.ts';
import type { Call } from '../telephone/exchange.ts';
import { CallEvents } from './call-log.tsx';
import { Log, Pane } from './parts.tsx';
import { deskKindOf, PhoneDesk } from './phone-desk.tsx';

export const PhonePane = ({
  visit,
  number,
  entries,
  call,
  now,
  error,
}: {
  readonly visit: Visit;
  /** The person's own, as it is read. */
  readonly number: string;
  readonly entries: readonly Kept<CallEntry>[];
  readonly call: Call | undefined;
  readonly now: Date;
  readonly error: string | undefined;
}) => {
  const { t } = visit;
  const kind = deskKindOf(call, entries);
  return (
    <Pane id="phone" title={t('lab:phone.title')} about={t('lab:phone.about', { number })}>
      <Log
        id="call-log"
        label={t('lab:phone.log')}
        empty={t('lab:phone.idle')}
        last={entries.at(-1)?.seq ?? 0}
        quiet
      >
        <CallEvents visit={visit} entries={entries} />
      </Log>
      <div id="desk" data-kind={kind}>
        <PhoneDesk visit={visit} call={call} kind={kind} now={now} error={error} />
      </div>
    </Pane>
  );
};
