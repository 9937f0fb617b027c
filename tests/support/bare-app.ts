import { Hono } from 'hono';
import { accessibilityPages } from '../../src/web/citizen/accessibility.tsx';
import { displayPages } from '../../src/web/citizen/display.tsx';
import { helpPages } from '../../src/web/citizen/help.tsx';
import { showProblem } from '../../src/web/citizen/not-found.tsx';
import { startPages } from '../../src/web/citizen/start.tsx';
import { useWeb } from '../../src/web/middleware.ts';
import type { Assets, WebEnv } from '../../src/web/visit.ts';

/** The pages that need no database, with everything that stands around each request. */
export const bareApp = (
  options: { publicBaseUrl?: string; demo?: boolean; assets?: Assets } = {},
): Hono<WebEnv> => {
  const app = new Hono<WebEnv>();
  useWeb(app, {
    assets: options.assets ?? { url: (entry) => `/assets/${entry}` },
    demo: options.demo ?? false,
    publicBaseUrl: options.publicBaseUrl ?? 'http://localhost',
    addressOf: () => '192.0.2.1',
    requestIdOf: () => 'request-1',
    contacts: { phone: '1414', sms: null, telegram: null },
  });
  for (const pages of [startPages, displayPages, helpPages, accessibilityPages]) app.route('/', pages());
  app.get('/kk/appeal/x', (c) => c.html('personal'));
  app.get('/kk/broken', () => {
    throw new Error('something a person typed');
  });
  app.notFound((c) => showProblem(c, 'notFound'));
  app.onError((_, c) => showProblem(c, 'failed'));
  return app;
};
