import { formatReceipt } from '../../domain/receipt-number.ts';
import type { TaskRow } from '../../storage/tasks.ts';
import type { TaskLine } from './read-models.ts';

export const taskLine = (row: TaskRow): TaskLine => ({
  id: row.id,
  kind: row.kind,
  channel: row.channel,
  recipient: row.recipient,
  notice: row.notice,
  since: row.since,
  appealId: row.appealId,
  receipt: formatReceipt(row.serial),
});
