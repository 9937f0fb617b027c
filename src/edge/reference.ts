import type { ReferenceData, ReferenceSource } from '../storage/reference.ts';
import { loadReference } from '../storage/reference-source.ts';
import { here } from './scope.ts';

/** Milliseconds after which the data are read again. */
const fresh = 10_000;

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
      if (data === null) await refresh();
      else if (now() - readAt > fresh) {
        // Others go on with what is there, and don't all read at once.
        readAt = now();
        here().later(refresh());
      }
    },
    current: () => {
      if (data === null) throw new Error('edge: no reference data yet');
      return data;
    },
    refresh,
  };
};
