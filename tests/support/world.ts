import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import type { ActionContext } from '../../src/actions/context.ts';
import { connect } from '../../src/storage/connect.ts';
import { createFolderFileStore } from '../../src/storage/folder-file-store.ts';
import { createKeyRing } from '../../src/storage/key-ring.ts';
import { redrawPicture } from '../../src/storage/picture.ts';
import { createReferenceSource } from '../../src/storage/reference-source.ts';
import { testRoles, urlOf } from './postgres.ts';

/** Everything an action needs, on a database of its own; the clock stands where the test puts it. */
export interface World extends ActionContext {
  /** Sets the clock. */
  readonly at: (iso: string) => void;
  /** The database as the application sees it. */
  readonly url: string;
  /** The same as its owner, and as the superuser of the server. */
  readonly ownerUrl: string;
  readonly superuserUrl: string;
  readonly filesFolder: string;
  readonly secretKeys: readonly string[];
  /** How often something asked for the outbox to be looked at. */
  readonly wakes: () => number;
  readonly close: () => Promise<void>;
}

/** Keys of tests; the first one seals. */
export const testKeys = [1, 2].map((n) => createHash('sha256').update(`test key ${n}`).digest('base64'));

const onServer = async (query: string): Promise<void> => {
  const client = new pg.Client({ connectionString: inject('postgres').superuserUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(query);
  } finally {
    await client.end();
  }
};

/** Ids in order, and bytes that are the same in every run: a failing test fails again. */
const chance = () => {
  let ids = 0;
  let draws = 0;
  return {
    uuid: () => {
      ids += 1;
      return `0c000000-0000-4000-8000-${ids.toString(16).padStart(12, '0')}`;
    },
    randomBytes: (count: number): Buffer => {
      const blocks: Buffer[] = [];
      for (let made = 0; made < count; made += 32) {
        draws += 1;
        blocks.push(createHash('sha256').update(`draw ${draws}`).digest());
      }
      return Buffer.concat(blocks).subarray(0, count);
    },
  };
};

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

export interface WorldOptions {
  /** Where the clock starts; Wednesday 2026-11-18, 10:00 in Almaty when not said. */
  readonly now?: string;
  /** Connections of the pool; 4 when not said. */
  readonly max?: number;
}

/** A fresh world: a clone of the template with reference data and the directory of `directory.ts`. Close it. */
export const openWorld = async (options: WorldOptions = {}): Promise<World> => {
  const { port, template } = inject('postgres');
  const name = `world_${randomBytes(8).toString('hex')}`;
  await onServer(`create database ${name} template ${template} owner ${testRoles.owner} strategy file_copy`);
  const url = urlOf(port, testRoles.app, name);
  const filesFolder = await mkdtemp(join(tmpdir(), 'dauys-files-'));
  const { db, close } = connect(url, { max: options.max ?? 4 });
  let clock = new Date(options.now ?? '2026-11-18T10:00:00+05:00');
  let wakes = 0;
  return {
    db,
    keys: createKeyRing(testKeys),
    files: createFolderFileStore(filesFolder),
    redraw: redrawPicture,
    virusScanner: null,
    reference: await createReferenceSource(db, { refreshMs: 60_000 }),
    now: () => clock,
    ...chance(),
    log: silent,
    wake: () => {
      wakes += 1;
    },
    at: (iso) => {
      clock = new Date(iso);
    },
    url,
    ownerUrl: urlOf(port, testRoles.owner, name),
    superuserUrl: urlOf(port, 'postgres', name),
    filesFolder,
    secretKeys: testKeys,
    wakes: () => wakes,
    close: async () => {
      await close();
      await onServer(`drop database if exists ${name} with (force)`);
      await rm(filesFolder, { recursive: true, force: true });
    },
  };
};
