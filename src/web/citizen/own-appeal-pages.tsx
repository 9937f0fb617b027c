import { type Context, Hono } from 'hono';
import { addToAppeal } from '../../actions/add-to-appeal.ts';
import type { ActionContext } from '../../actions/context.ts';
import { listUploads } from '../../actions/list-uploads.ts';
import { openOwnFile } from '../../actions/open-own-file.ts';
import { removeUpload } from '../../actions/remove-upload.ts';
import { sayNotHelped } from '../../actions/say-not-helped.ts';
import { viewOwnAppeal } from '../../actions/view-own-appeal.ts';
import { withdrawAppeal } from '../../actions/withdraw-appeal.ts';
import { longestStatement } from '../../domain/journeys/appeal.ts';
import { isUuid } from '../../domain/uuid.ts';
import { readForm } from '../files/read-form.ts';
import { rangeOf, sendFile } from '../files/send-file.ts';
import { passedAppeal } from '../receipt-pass-cookie.ts';
import type { WebEnv } from '../visit.ts';
import { ConfirmPage } from './confirm-page.tsx';
import { nothingTyped } from './look-up-form.ts';
import { LookUpPage } from './look-up-page.tsx';
import { showProblem } from './not-found.tsx';
import { type AdditionForm, OwnAppealPage, outcomes } from './own-appeal-page.tsx';

/** A fresh form: its id makes what is sent with it arrive once. */
export const emptyAddition = (ctx: ActionContext): AdditionForm => ({
  submissionId: ctx.uuid(),
  text: '',
  files: [],
  error: undefined,
  problems: [],
});

const askAgain = (c: Context<WebEnv>): Response =>
  c.redirect(`/${c.get('visit').language}/status?again`, 303);

const showOwn = async (
  ctx: ActionContext,
  c: Context<WebEnv>,
  appealId: string,
  addition: AdditionForm,
  status: 200 | 422,
): Promise<Response> => {
  const appeal = await viewOwnAppeal(ctx, appealId);
  if (!appeal) return askAgain(c);
  const outcome = status === 200 ? outcomes.find((known) => c.req.query(known) !== undefined) : undefined;
  return c.html(
    <OwnAppealPage visit={c.get('visit')} appeal={appeal} addition={addition} outcome={outcome} />,
    status,
  );
};

const tooLong = (c: Context<WebEnv>, text: string): string =>
  c.get('visit').t('errors:too-long', { max: longestStatement, length: [...text.trim()].length });

const addition = async (ctx: ActionContext, c: Context<WebEnv>): Promise<Response> => {
  const { language, t } = c.get('visit');
  const appealId = passedAppeal(ctx, c);
  const form = await readForm(ctx, c, (fields) => {
    const id = fields.get('submissionId') ?? '';
    return appealId !== null && isUuid(id) ? id : null;
  });
  const text = form.fields.get('text') ?? '';
  if (!appealId)
    return c.html(
      <LookUpPage visit={c.get('visit')} typed={nothingTyped} message={text} notice="again" />,
      422,
    );
  const typedId = form.fields.get('submissionId') ?? '';
  const submissionId = isUuid(typedId) ? typedId : ctx.uuid();
  const removed = form.fields.get('remove');
  if (removed) await removeUpload(ctx, { submissionId, fileId: removed });
  const files = await listUploads(ctx, submissionId);
  const again = (error: string | undefined, id = submissionId) =>
    showOwn(ctx, c, appealId, { submissionId: id, text, files, error, problems: form.problems }, 422);
  if (removed || form.problems.length > 0) return again(undefined);
  const added = await addToAppeal(ctx, {
    appealId,
    submissionId,
    language,
    text,
    files: files.map(({ id }) => id),
  });
  if (added.ok) return c.redirect(`/${language}/status/appeal?added`, 303);
  switch (added.error) {
    case 'too-long':
      return again(tooLong(c, text));
    case 'text-or-files':
      return again(t('errors:status.text-or-files'));
    case 'too-many-files':
    case 'files-gone':
      return again(t(`errors:submit.${added.error}`));
    case 'submission-id':
      return again(t('errors:submit.submission-id'), ctx.uuid());
    case 'not-in-this-state':
      return again(t('errors:status.not-in-this-state'));
    case 'no-such-appeal':
      return askAgain(c);
  }
};

const changes = {
  'not-helped': { act: sayNotHelped, outcome: 'reopened' },
  withdraw: { act: withdrawAppeal, outcome: 'withdrawn' },
} as const;

const confirmed = async (
  ctx: ActionContext,
  c: Context<WebEnv>,
  what: keyof typeof changes,
): Promise<Response> => {
  const visit = c.get('visit');
  const { language } = visit;
  const appealId = passedAppeal(ctx, c);
  if (!appealId) return askAgain(c);
  const reason = new URLSearchParams(await c.req.text()).get('reason') ?? '';
  const { act, outcome } = changes[what];
  const done = await act(ctx, { appealId, language, reason });
  if (done.ok) return c.redirect(`/${language}/status/appeal?${outcome}`, 303);
  switch (done.error) {
    case 'too-long':
      return c.html(
        <ConfirmPage visit={visit} what={what} reason={reason} error={tooLong(c, reason)} />,
        422,
      );
    case 'not-in-this-state':
      return c.redirect(`/${language}/status/appeal?changed`, 303);
    case 'no-such-appeal':
      return askAgain(c);
  }
};

/** What a person sees of and does to the appeal that this device has a pass for. */
export const ownAppealPages = (ctx: ActionContext): Hono<WebEnv> => {
  const app = new Hono<WebEnv>();
  const root = '/:lang{kk|ru}/status/appeal';

  app.get(root, async (c) => {
    const appealId = passedAppeal(ctx, c);
    return appealId ? showOwn(ctx, c, appealId, emptyAddition(ctx), 200) : askAgain(c);
  });
  app.get(`${root}/add`, (c) => c.redirect(`/${c.get('visit').language}/status/appeal`, 303));
  app.post(`${root}/add`, (c) => addition(ctx, c));
  for (const what of ['not-helped', 'withdraw'] as const) {
    app.get(`${root}/${what}`, async (c) => {
      const appealId = passedAppeal(ctx, c);
      const appeal = appealId ? await viewOwnAppeal(ctx, appealId) : null;
      if (!appeal) return askAgain(c);
      const may = what === 'withdraw' ? appeal.may.withdraw : appeal.may.sayNotHelped;
      if (!may) return c.redirect(`/${c.get('visit').language}/status/appeal?changed`, 303);
      return c.html(<ConfirmPage visit={c.get('visit')} what={what} reason="" error={undefined} />);
    });
    app.post(`${root}/${what}`, (c) => confirmed(ctx, c, what));
  }
  app.get(`${root}/files/:id`, async (c) => {
    const appealId = passedAppeal(ctx, c);
    if (!appealId) return askAgain(c);
    const range = rangeOf(c.req.header('range'));
    const opened = await openOwnFile(ctx, {
      fileId: c.req.param('id'),
      of: { appealId },
      ...(range ? { range } : {}),
    });
    if (opened.ok) return sendFile(c, opened.value, range !== undefined);
    return opened.error === 'range' ? c.body(null, 416) : showProblem(c, 'notFound');
  });
  return app;
};
