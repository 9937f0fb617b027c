import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import type { Media, TalkChannel } from '../../domain/conversation/inbound.ts';
import type { Queryable } from '../../storage/database.ts';
import { claim, enqueue, fail, finish, type Lease, mostAttempts } from '../../storage/outbox.ts';
import { addTask } from '../../storage/tasks.ts';
import { insertFiles } from '../../storage/uploads.ts';
import type { ActionContext } from '../context.ts';
import { keepFile } from '../keep-file.ts';
import { maxBytes } from '../uploads.ts';
import { fetchKind, sendKind } from './outbox-kinds.ts';
import type { Outlets } from './ways.ts';

const batchSize = 10;
const lease = 300_000;

const readMedia = (db: Queryable, id: string) =>
  db.selectFrom('inbound_media').selectAll().where('id', '=', id).executeTakeFirst();

/** The file will not come: the person is told, and asked to send it again. */
const loseMedia = (ctx: ActionContext, entry: Lease, mediaId: string): Promise<void> =>
  ctx.db.transaction().execute(async (trx) => {
    const media = await trx
      .updateTable('inbound_media')
      .set({ state: 'lost' })
      .where('id', '=', mediaId)
      .where('state', '=', 'waiting')
      .returning(['conversation_id', 'channel', 'appeal_id'])
      .executeTakeFirst();
    if (media !== undefined && media.channel !== 'voice')
      await enqueue(trx, {
        kind: sendKind(media.channel),
        channel: media.channel,
        payload: { what: 'say', conversationId: media.conversation_id, text: 'notice.mediaLost' },
        dueAt: ctx.now(),
      });
    // Who called has said something that nobody will hear: they are rung up and asked.
    if (media?.channel === 'voice' && media.appeal_id !== null)
      await addTask(trx, {
        id: ctx.uuid(),
        appealId: media.appeal_id,
        kind: 'send-notice',
        channel: 'phone',
        recipient: 'writer',
        notice: 'recording-lost',
        since: ctx.now(),
      });
    await finish(trx, entry, ctx.now());
  });

const fetchOne = async (ctx: ActionContext, outlets: Outlets, entry: Lease): Promise<void> => {
  const mediaId = String(entry.payload.mediaId);
  const row = await readMedia(ctx.db, mediaId);
  if (row === undefined || row.state !== 'waiting') {
    await finish(ctx.db, entry, ctx.now());
    return;
  }
  const fetchMedia = outlets.get(row.channel as TalkChannel)?.fetchMedia;
  if (fetchMedia == null) {
    await fail(ctx.db, entry, 'channel-away', ctx.now());
    return;
  }
  const media: Media = JSON.parse(ctx.keys.open(row.sealed, `inbound_media:${mediaId}`));
  const stream = await fetchMedia(media, Math.max(...Object.values(maxBytes)));
  if (stream === null) return loseMedia(ctx, entry, mediaId);
  const content = Readable.fromWeb(stream as NodeReadableStream);
  const kept = await keepFile(ctx, row.submission_id, media.name ?? media.kind, content);
  if (kept === null || !kept.ok) {
    const passing = kept !== null && kept.error === 'scanner-away' && entry.attempt < mostAttempts;
    if (passing) await fail(ctx.db, entry, 'scanner-away', ctx.now());
    else await loseMedia(ctx, entry, mediaId);
    return;
  }
  const upload = kept.value;
  const entered = await ctx.db.transaction().execute(async (trx) => {
    // Locked, since the appeal that it belongs to may be taken in at this moment.
    const now = await trx
      .selectFrom('inbound_media')
      .selectAll()
      .where('id', '=', mediaId)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (now.state !== 'waiting' || !(await finish(trx, entry, ctx.now()))) return false;
    await insertFiles(trx, [{ ...upload, appeal_id: now.appeal_id, message_id: now.message_id }]);
    await trx
      .updateTable('inbound_media')
      .set({ state: 'kept', file_id: upload.id })
      .where('id', '=', mediaId)
      .execute();
    return true;
  });
  if (!entered) await ctx.files.remove(upload.storage_name);
};

/** Fetches files that people sent, checks them like any upload and gives them to their appeals; true where more wait. */
export const fetchMediaDue = async (ctx: ActionContext, outlets: Outlets): Promise<boolean> => {
  const leases = await claim(ctx.db, { kinds: [fetchKind], now: ctx.now(), lease, limit: batchSize });
  for (const entry of leases) {
    try {
      await fetchOne(ctx, outlets, entry);
    } catch (error) {
      ctx.log.warn(
        { outboxId: entry.id, error: error instanceof Error ? error.name : 'unknown' },
        'a file could not be fetched',
      );
      if (entry.attempt >= mostAttempts) await loseMedia(ctx, entry, String(entry.payload.mediaId));
      else await fail(ctx.db, entry, 'fetch-failed', ctx.now());
    }
  }
  return leases.length === batchSize;
};
