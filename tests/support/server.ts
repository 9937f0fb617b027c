import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAssets } from '../../scripts/build-assets.ts';
import type { ActionContext } from '../../src/actions/context.ts';
import { createApp } from '../../src/app.ts';
import { openHost } from '../../src/host.ts';
import { assetsFrom } from '../../src/web/assets.ts';

export interface ServedApp {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly baseUrl: string;
  /** The built file of an entry, pre-compressed as it is served; bytes. */
  readonly assetSize: (path: string) => Promise<number>;
  readonly close: () => Promise<void>;
}

/** The whole service on a free port, over the given world: for tests with a browser. */
export const serveApp = async (
  ctx: ActionContext,
  options: { readonly demo?: boolean } = {},
): Promise<ServedApp> => {
  const folder = await mkdtemp(join(tmpdir(), 'dauys-assets-'));
  const manifest = await buildAssets(folder);
  const app = createApp(ctx, {
    assets: assetsFrom(manifest),
    demo: options.demo ?? true,
    publicBaseUrl: 'http://127.0.0.1',
    contacts: { phone: '1414', sms: null, telegram: 'dauys_bot' },
    trustedProxies: 0,
  });
  const host = await openHost({ host: '127.0.0.1', port: 0, assetsFolder: folder, fetch: app.fetch });
  return {
    baseUrl: `http://127.0.0.1:${host.port}`,
    assetSize: async (path) =>
      (await readFile(join(folder, `${path.replace('/assets/', '')}.br`))).byteLength,
    close: async () => {
      await host.close(1_000);
      await rm(folder, { recursive: true, force: true });
    },
  };
};
