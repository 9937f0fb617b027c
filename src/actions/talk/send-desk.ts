import { Readable } from 'node:stream';
import { fileWithAppeal } from '../../storage/appeal-reading.ts';
import type { ActionContext } from '../context.ts';
import { describeFile, openStored } from '../opened-file.ts';
import type { SendDesk } from './outlet.ts';

/** Files of answers, opened for a channel that sends them on, and how far this sending has got. */
export const sendDesk = (
  ctx: ActionContext,
  progress: Pick<SendDesk, 'partsOut' | 'notePart'>,
): SendDesk => ({
  ...progress,
  openFile: async (fileId) => {
    const row = await fileWithAppeal(ctx.db, fileId);
    if (row === undefined || row.state !== 'ready') return null;
    const { name, mediaType, kind, bytes } = describeFile(ctx, row);
    return {
      name,
      mediaType,
      kind,
      bytes,
      open: async () => {
        const opened = await openStored(ctx, row);
        if (!opened.ok) throw new Error('file-gone');
        return Readable.toWeb(opened.value.content) as ReadableStream<Uint8Array>;
      },
    };
  },
});
