import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { buildAssets } from '../../scripts/build-assets.ts';
import type { ActionContext } from '../../src/actions/context.ts';
import { createApp } from '../../src/app.ts';
import { openHost } from '../../src/host.ts';
import { assetsFrom } from '../../src/web/assets.ts';
import type { Assets, WebEnv } from '../../src/web/visit.ts';

export interface ServedApp {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly baseUrl: string;
  readonly close: () => Promise<void>;
}

/** Any application with the built styles and scripts, on a free port. */
export const serve = async (make: (assets: Assets) => Hono<WebEnv>): Promise<ServedApp> => {
  const folder = await mkdtemp(join(tmpdir(), 'dauys-assets-'));
  const app = make(assetsFrom(await buildAssets(folder)));
  const host = await openHost({ host: '127.0.0.1', port: 0, assetsFolder: folder, fetch: app.fetch });
  return {
    baseUrl: `http://127.0.0.1:${host.port}`,
    close: async () => {
      await host.close(1_000);
      await rm(folder, { recursive: true, force: true });
    },
  };
};

/** The whole service over the given world: for tests with a browser. */
export const serveApp = (ctx: ActionContext, options: { readonly demo?: boolean } = {}): Promise<ServedApp> =>
  serve((assets) =>
    createApp(ctx, {
      assets,
      demo: options.demo ?? true,
      publicBaseUrl: 'http://127.0.0.1',
      contacts: { phone: '1414', sms: null, telegram: 'dauys_bot' },
      trustedProxies: 0,
    }),
  );
