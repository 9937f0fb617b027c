import { claim, enqueue, fail, finish, type Lease, mostAttempts } from '../storage/outbox.ts';
import { discardKind, examineKind, setExamined, waitingFile } from '../storage/waiting-files.ts';
import type { ActionContext } from './context.ts';
import { type StoredContent, storeContent } from './store-content.ts';
import type { UploadError } from './uploads.ts';

const batchSize = 4;
const lease = 300_000;
const hour = 3_600_000;

const discard = (storageName: string, now: Date) => ({
  kind: discardKind,
  payload: { storageName },
  dueAt: now,
});

class LeaseLost extends Error {}

/** Enters what was found; what lay there as it came is removed afterwards, for certain. */
const conclude = (
  ctx: ActionContext,
  entry: Lease,
  file: { readonly id: string; readonly storage_name: string },
  found: StoredContent | UploadError,
): Promise<void> =>
  ctx.db.transaction().execute(async (trx) => {
    const now = ctx.now();
    const entered = await setExamined(
      trx,
      file.id,
      typeof found === 'string'
        ? { state: 'refused', problem: found }
        : {
            state: 'ready',
            kind: found.kind,
            media_type: found.mediaType,
            bytes: found.bytes,
            sha256: found.sha256,
            storage_name: found.storageName,
          },
    );
    // Taken back by the person meanwhile: then the new content is of no use either.
    if (entered) await enqueue(trx, discard(file.storage_name, now));
    else if (typeof found !== 'string') await enqueue(trx, discard(found.storageName, now));
    if (!(await finish(trx, entry, now))) throw new LeaseLost('examine');
  });

/** A file is never given up while it might still be examined: after the usual tries, once an hour. */
const tryLater = (ctx: ActionContext, entry: Lease, error: string): Promise<unknown> =>
  entry.attempt < mostAttempts
    ? fail(ctx.db, entry, error, ctx.now())
    : ctx.db.transaction().execute(async (trx) => {
        const { kind, payload } = entry;
        await enqueue(trx, { kind, payload, dueAt: new Date(ctx.now().getTime() + hour) });
        await finish(trx, entry, ctx.now());
      });

const examine = async (ctx: ActionContext, entry: Lease): Promise<void> => {
  const file = await waitingFile(ctx.db, String(entry.payload.fileId));
  if (file === undefined) {
    await finish(ctx.db, entry, ctx.now());
    return;
  }
  const stored = await storeContent(ctx, await ctx.files.open(file.storage_name));
  if (stored === null || !stored.ok) {
    const error = stored?.error ?? 'broken-upload';
    if (error === 'scanner-away') await tryLater(ctx, entry, error);
    else await conclude(ctx, entry, file, error);
    return;
  }
  try {
    await conclude(ctx, entry, file, stored.value);
  } catch (error) {
    // Where the end of a commit is not known, nobody may take away what it perhaps entered.
    const waits = await waitingFile(ctx.db, file.id).catch(() => undefined);
    if (waits !== undefined) await ctx.files.remove(stored.value.storageName);
    throw error;
  }
};

const discardContent = async (ctx: ActionContext, entry: Lease): Promise<void> => {
  await ctx.files.remove(String(entry.payload.storageName));
  await finish(ctx.db, entry, ctx.now());
};

/**
 * Examines what came in where it could not be examined: told anew by its content, scanned, a picture drawn anew. Only
 * then can it be opened; what proves to be of no use says so in its place. True where more may wait.
 */
export const examineFiles = async (ctx: ActionContext): Promise<boolean> => {
  const kinds = [examineKind, discardKind];
  const leases = await claim(ctx.db, { kinds, now: ctx.now(), lease, limit: batchSize });
  for (const entry of leases) {
    try {
      if (entry.kind === examineKind) await examine(ctx, entry);
      else await discardContent(ctx, entry);
    } catch (error) {
      ctx.log.warn(
        { outboxId: entry.id, error: error instanceof Error ? error.name : 'unknown' },
        'a file could not be examined',
      );
      if (!(error instanceof LeaseLost)) await tryLater(ctx, entry, 'examine-failed');
    }
  }
  return leases.length > 0;
};
