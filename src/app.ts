import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { routePath } from 'hono/route';
import { sql } from 'kysely';
import type { ActionContext } from './actions/context.ts';
import { noteReport } from './actions/talk/note-report.ts';
import { receiveInbound } from './actions/talk/receive-inbound.ts';
import type { Channel } from './channels/contract.ts';
import { outletsOf, talkDeskOf } from './channels/desks.ts';
import { appealPages } from './channels/web/appeal-pages.tsx';
import { ratingPages } from './channels/web/rating-pages.tsx';
import { webhookRoutes } from './channels/webhook-routes.ts';
import { accessibilityPages } from './web/citizen/accessibility.tsx';
import { displayPages } from './web/citizen/display.tsx';
import { helpPages } from './web/citizen/help.tsx';
import { showProblem } from './web/citizen/not-found.tsx';
import { startPages } from './web/citizen/start.tsx';
import { statusPages } from './web/citizen/status-pages.tsx';
import { limitForms } from './web/limit-forms.ts';
import { useWeb } from './web/middleware.ts';
import { problemOf } from './web/problem-of.ts';
import { institutionPages } from './web/public/institution-pages.ts';
import { staffPages } from './web/staff/index.ts';
import type { Assets, Contacts, WebEnv } from './web/visit.ts';

/** Pages of officials: on this host, or on another one at this address (null: nobody says where). */
export type StaffSide = 'here' | { readonly at: string | null };

export interface AppOptions {
  readonly assets: Assets;
  readonly demo: boolean;
  readonly publicBaseUrl: string;
  readonly contacts: Contacts;
  /** How many proxies of our own stand in front and add to `X-Forwarded-For`. */
  readonly trustedProxies: number;
  /** Where officials work; on this host where it is not said. */
  readonly staff?: StaffSide;
  /** False where the host compresses what it sends. */
  readonly compress?: boolean;
  /** How the host says who asks, where it is no socket of ours. */
  readonly peerAddress?: (request: Request) => string;
  /** Channels that converse and are set up; none where it is not said. */
  readonly channels?: readonly Channel[];
  /** Pages of a demonstration's lab; nothing stands at `/lab` without them. */
  readonly lab?: Hono<WebEnv> | null;
}

/** Milliseconds that a database may take to answer before the service says that it isn't ready. */
const readyWithin = 1_500;

const answersInTime = async (ctx: ActionContext): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), readyWithin);
  });
  const answer = sql`select 1`.execute(ctx.db).then(
    () => true,
    () => false,
  );
  const ready = await Promise.race([answer, late]);
  clearTimeout(timer);
  return ready;
};

/** The peer's address, for limits alone. Proxies that aren't ours could write anything into the header. */
const addressOf =
  ({ trustedProxies, peerAddress }: AppOptions) =>
  (c: Context) => {
    if (peerAddress !== undefined) return peerAddress(c.req.raw);
    const forwarded =
      c.req
        .header('x-forwarded-for')
        ?.split(',')
        .map((address) => address.trim()) ?? [];
    const bindings: Partial<HttpBindings> = c.env ?? {};
    const peer = bindings.incoming?.socket.remoteAddress ?? 'unknown';
    return trustedProxies > 0 ? (forwarded.at(-trustedProxies) ?? peer) : peer;
  };

/** The officials' pages, or the way to them. */
const staffSide = (ctx: ActionContext, side: StaffSide): Hono<WebEnv> => {
  if (side === 'here') return staffPages(ctx);
  const pages = new Hono<WebEnv>();
  const lead = (c: Context<WebEnv>) => {
    const { pathname, search } = new URL(c.req.url);
    return side.at === null || c.req.method !== 'GET'
      ? showProblem(c, 'notFound')
      : c.redirect(`${side.at}${pathname}${search}`, 302);
  };
  pages.all('/staff', lead);
  pages.all('/staff/*', lead);
  return pages;
};

/** Puts the parts together: every page and webhook of the service behind one function from request to response. */
export const createApp = (ctx: ActionContext, options: AppOptions): Hono<WebEnv> => {
  const app = new Hono<WebEnv>();
  const requestIds = new WeakMap<Request, string>();
  const requestIdOf = (c: Context): string => {
    const known = requestIds.get(c.req.raw) ?? ctx.uuid();
    requestIds.set(c.req.raw, known);
    return known;
  };

  app.get('/healthz', (c) => c.text('ok'));
  app.get('/readyz', async (c) =>
    (await answersInTime(ctx)) ? c.text('ok') : c.text('the database does not answer', 503),
  );

  app.use(async (c, next) => {
    const started = performance.now();
    await next();
    const ms = Math.round(performance.now() - started);
    // The pattern of the path, not the path: what people type must not get into a log.
    const fields = {
      requestId: requestIdOf(c),
      method: c.req.method,
      route: routePath(c, -1),
      status: c.res.status,
      ms,
    };
    ctx.log.info(fields, 'request');
    c.res.headers.set('x-request-id', requestIdOf(c));
  });
  const { channels = [] } = options;
  const talk = talkDeskOf(channels, options.contacts.phone ?? '1414');
  // Before the rules of pages: providers have no cookies, no language, and their own signatures.
  app.route(
    '/',
    webhookRoutes(
      {
        receive: (arriving) => receiveInbound(ctx, talk, arriving),
        report: (report) => noteReport(ctx, outletsOf(channels), report),
        publicBaseUrl: options.publicBaseUrl,
        log: ctx.log,
      },
      channels.flatMap(({ webhooks }) => webhooks),
    ),
  );
  useWeb(app, {
    ...options,
    lab: Boolean(options.lab),
    addressOf: addressOf(options),
    requestIdOf,
  });
  app.use(limitForms((c) => showProblem(c, 'tooLarge')));
  for (const pages of [startPages, displayPages, helpPages, accessibilityPages]) app.route('/', pages());
  app.route('/', appealPages(ctx));
  app.route('/', ratingPages(ctx));
  app.route('/', statusPages(ctx));
  app.route('/', institutionPages(ctx));
  app.route('/', staffSide(ctx, options.staff ?? 'here'));
  if (options.lab) app.route('/', options.lab);
  app.notFound((c) => showProblem(c, 'notFound'));
  app.onError((error, c) => {
    // The kind of error only: its message may quote what a person typed.
    ctx.log.error({ requestId: requestIdOf(c), error: error.name }, 'a request failed');
    return showProblem(c, problemOf(error));
  });
  return app;
};
