import { Hono } from 'hono';
import type { ActionContext } from '../../actions/context.ts';
import { showReceipt } from '../../actions/show-receipt.ts';
import { passedAppeal } from '../../web/receipt-pass-cookie.ts';
import type { WebEnv } from '../../web/visit.ts';
import { appealWeb } from './appeal-web.ts';
import { CheckPage } from './check-page.tsx';
import { openConversation } from './conversation.ts';
import { DonePage, GonePage } from './done-page.tsx';
import { elsewherePages } from './elsewhere-pages.tsx';
import { forgetPages } from './forget-pages.tsx';
import { sendNumberSound } from './number-sound-page.ts';
import { questionPages } from './question-pages.tsx';
import { sendAppeal } from './send-appeal.ts';
import { pageOf } from './web-journey.ts';

const submitErrors = ['files-gone', 'too-many-files', 'submission-id'] as const;

/** Giving an appeal on the site: its questions, "check your answers", sending, the confirmation, forgetting. */
export const appealPages = (ctx: ActionContext): Hono<WebEnv> => {
  const app = new Hono<WebEnv>();
  const root = '/:lang{kk|ru}/appeal';

  app.get(`${root}/check`, async (c) => {
    const visit = c.get('visit');
    const conversation = await openConversation(ctx, appealWeb, c);
    const next = conversation.next?.id ?? 'check';
    if (next !== 'check') {
      // Back from the confirmation: what was checked here has been sent.
      const sent = conversation.draft === null && passedAppeal(ctx, c) !== null;
      const page = sent ? 'done' : next;
      return c.redirect(pageOf(appealWeb, visit.language, page, { expired: conversation.expired }), 303);
    }
    const failed = submitErrors.find((code) => code === c.req.query('error'));
    const error = failed ? visit.t(`errors:submit.${failed}`) : undefined;
    return c.html(
      <CheckPage ctx={ctx} visit={visit} web={appealWeb} conversation={conversation} error={error} />,
    );
  });
  app.post(`${root}/send`, (c) => sendAppeal(ctx, c));
  app.get(`${root}/send`, (c) => c.redirect(pageOf(appealWeb, c.get('visit').language, 'check'), 303));
  app.get(`${root}/done`, async (c) => {
    const visit = c.get('visit');
    const appealId = passedAppeal(ctx, c);
    const receipt = appealId ? await showReceipt(ctx, appealId) : null;
    return receipt
      ? c.html(<DonePage visit={visit} receipt={receipt} />)
      : c.html(<GonePage visit={visit} />);
  });
  // Under the device's own pass: the number stands in no address.
  app.get(`${root}/done/number.wav`, async (c) => {
    const appealId = passedAppeal(ctx, c);
    const receipt = appealId ? await showReceipt(ctx, appealId) : null;
    return receipt === null ? c.notFound() : sendNumberSound(c, receipt.serial);
  });
  app.route('/', forgetPages(ctx, appealWeb));
  app.route('/', elsewherePages(ctx, appealWeb));
  app.route('/', questionPages(ctx, appealWeb));
  return app;
};
