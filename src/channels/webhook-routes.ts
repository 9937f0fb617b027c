import { Hono } from 'hono';
import type { ActionContext } from '../actions/context.ts';
import type { Arriving, InboundReply } from '../actions/talk/arriving.ts';
import type { Inbound } from '../domain/conversation/inbound.ts';
import type { DeliveryReport, Webhook, WebhookRequest } from './contract.ts';

/** What the routes call; put together by `app.ts`. */
export interface WebhookDesk {
  readonly receive: (arriving: Arriving) => Promise<InboundReply>;
  readonly report: (report: DeliveryReport) => Promise<void>;
  /** What providers were told to call, and signed: `PUBLIC_BASE_URL`. */
  readonly publicBaseUrl: string;
  readonly log: ActionContext['log'];
}

/** A provider waits no longer than this; what is not done by then it sends again, and it is recognised. In ms. */
const answerWithin = 1_800;
/** Largest body of a webhook; messages are far below it. */
const largestBody = 256 * 1024;

class TooLate extends Error {}

const inTime = async <Value>(work: Promise<Value>): Promise<Value> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new TooLate('too-late')), answerWithin);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

/** What is kept of a request while its message is not done: nothing, where people did not speak to us. */
export const rawOf = ({ what }: Inbound, raw: string): string => (what.kind === 'crowd' ? '' : raw);

const requestOf = async (request: Request, publicBaseUrl: string): Promise<WebhookRequest | null> => {
  const { pathname, search } = new URL(request.url);
  const body = new Uint8Array(await request.arrayBuffer());
  if (body.length > largestBody) return null;
  return {
    method: request.method === 'GET' ? 'GET' : 'POST',
    url: new URL(`${publicBaseUrl.replace(/\/$/, '')}${pathname}${search}`),
    header: (name) => request.headers.get(name),
    body,
  };
};

const respond = async (desk: WebhookDesk, webhook: Webhook, sent: Request): Promise<Response> => {
  if (Number(sent.headers.get('content-length') ?? 0) > largestBody)
    return new Response(null, { status: 413 });
  const request = await requestOf(sent, desk.publicBaseUrl);
  if (request === null) return new Response(null, { status: 413 });
  if (!(await webhook.verify(request))) return new Response(null, { status: 403 });
  const read = await webhook.parse(request);
  if (!read.ok) return new Response(null, { status: 400 });
  const { inbound, reports } = read.value;
  // Kept (sealed) while a message is not done, so that staff can see what came; secrets are no part of it.
  const query = request.url.search.replace(/([?&]secret=)[^&]*/g, '$1');
  const raw = `${query}\n${new TextDecoder().decode(request.body)}`;
  const work = async (): Promise<readonly InboundReply[]> => {
    const replies: InboundReply[] = [];
    // One after the other: two messages of one request are of one person more often than not.
    for (const one of inbound) replies.push(await desk.receive({ inbound: one, raw: rawOf(one, raw) }));
    for (const report of reports) await desk.report(report);
    return replies;
  };
  try {
    const answer = await webhook.answer(await inTime(work()), request);
    const headers = answer.contentType === undefined ? {} : { 'content-type': answer.contentType };
    return new Response(answer.body ?? null, { status: answer.status, headers });
  } catch (error) {
    // Nothing was promised: the provider sends it again.
    desk.log.warn(
      { path: webhook.path, error: error instanceof Error ? error.name : 'unknown' },
      'a webhook failed',
    );
    return new Response(null, { status: 503, headers: { 'retry-after': '5' } });
  }
};

/** All webhooks of all channels: 403 for a wrong signature, 400 for a strange body, 503 while the database is away. */
export const webhookRoutes = (desk: WebhookDesk, webhooks: readonly Webhook[]): Hono => {
  const routes = new Hono();
  for (const webhook of webhooks)
    routes.on(webhook.method, webhook.path, (c) => respond(desk, webhook, c.req.raw));
  return routes;
};
