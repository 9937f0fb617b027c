import type { ReferenceData, ReferenceSource } from '../storage/reference.ts';
import { loadReference } from '../storage/reference-source.ts';
import { here } from './scope.ts';

/** Milliseconds after which the data are read again. */
const fresh = 10_000;
/** Milliseconds that a first request waits for them: a webhook must answer within two seconds, whatever is away. */
const patience = 1_200;

/** Nothing has been read yet. The code is PostgreSQL's for a connection that failed: pages say "come back in a minute". */
class ReferenceAway extends Error {
  readonly code = '08006';
}

const atMost = async (work: Promise<void>, ms: number): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new ReferenceAway('edge: no answer yet')), ms);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

/** Reference data of a worker: plain values may be shared between requests, the reading of them may not. */
export const edgeReference = (
  now: () => number,
): ReferenceSource & { readonly prepare: () => Promise<void> } => {
  let data: ReferenceData | null = null;
  let readAt = 0;
  const refresh = async (): Promise<void> => {
    data = await loadReference(here().db);
    readAt = now();
  };
  return {
    /** Before a request: waits where nothing has been read yet, and reads behind the answer what has grown old. */
    prepare: async () => {
      if (data === null) {
        const reading = refresh();
        here().later(reading);
        await atMost(reading, patience);
      } else if (now() - readAt > fresh) {
        // Others go on with what is there, and don't all read at once.
        readAt = now();
        here().later(refresh());
      }
    },
    current: () => {
      if (data === null) throw new ReferenceAway('edge: no reference data yet');
      return data;
    },
    refresh,
  };
};
