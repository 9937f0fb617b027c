import type { Hono } from 'hono';
import { createApp } from '../../src/app.ts';
import type { WebEnv } from '../../src/web/visit.ts';
import type { World } from './world.ts';

/** The whole service over a world, asked without a port. Styles and scripts have names but no content. */
export const wholeApp = (world: World): Hono<WebEnv> =>
  createApp(world, {
    assets: { url: (entry) => `/assets/${entry}` },
    demo: false,
    publicBaseUrl: 'http://localhost',
    contacts: { phone: '1414', sms: '+77010000000', telegram: 'dauys_bot' },
    trustedProxies: 0,
  });
