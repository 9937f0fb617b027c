import type { Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ActionContext } from '../../../actions/context.ts';
import { findAppeal } from '../../../actions/staff/find-appeal.ts';
import { openAppeal } from '../../../actions/staff/open-appeal.ts';
import type { AppealStory } from '../../../actions/staff/read-models.ts';
import { canBeOverridden } from '../../../domain/answer-fit.ts';
import { tidyText } from '../../../domain/journeys/check-answer.ts';
import { hasText } from '../../../text/translate.ts';
import type { FieldError } from '../../ui/field.tsx';
import { authorMark, keptFileField, writeKeptFile } from '../account/held-form.ts';
import type { ShowHeld } from '../account/sign-in-pages.ts';
import { formField, type TakenForm, takeForm } from '../account/taken-form.ts';
import { appealAddress } from '../lists/appeal-table.tsx';
import { showMissing, showNotFound } from '../refused-pages.tsx';
import type { StaffContext, StaffEnv } from '../staff-env.ts';
import { frameOf } from '../staff-page.tsx';
import { AppealPage, type ShownAgain } from './appeal-page.tsx';
import { CardPage } from './card-page.tsx';
import { doVerb, type Outcome } from './do-verb.ts';
import { fileResponse } from './file-response.ts';
import { type PageVerb, pageVerbs } from './page-verbs.ts';
import { refusalErrors } from './refusal-errors.ts';
import { countField } from './sms-cost.tsx';

const doable = [...pageVerbs, 'task'] as const;
const verbIn = (typed: string): PageVerb | 'task' | undefined => doable.find((verb) => verb === typed);

const readStory = async (
  ctx: ActionContext,
  c: StaffContext,
  receipt: string,
): Promise<AppealStory | null> => {
  const { official } = c.get('session');
  const found = await findAppeal(ctx, official, receipt);
  if (!found.ok) return null;
  const opened = await openAppeal(ctx, official, found.value);
  return opened.ok ? opened.value : null;
};

interface Shown {
  readonly done?: string | null;
  readonly again?: ShownAgain;
  readonly status?: ContentfulStatusCode;
}

const showAppeal = async (ctx: ActionContext, c: StaffContext, receipt: string, shown: Shown = {}) => {
  const story = await readStory(ctx, c, receipt);
  if (!story) return showMissing(ctx, c);
  // A form that comes back stands at the form's own address: the language switch leads to the appeal.
  const place = appealAddress(story.line.receipt);
  c.set('visit', { ...c.get('visit'), place });
  return c.html(
    <AppealPage
      {...frameOf(c, ctx.now())}
      ctx={ctx}
      story={story}
      by={authorMark(ctx, c.get('session').official.id)}
      done={shown.done ?? null}
      again={shown.again ?? null}
    />,
    shown.status ?? 200,
  );
};

/** The form as it was sent, with the files that were kept on the way. */
const typedFields = (form: TakenForm): URLSearchParams => {
  const typed = new URLSearchParams(form.fields);
  for (const file of form.files) typed.append(keptFileField, writeKeptFile(file));
  return typed;
};

const statusOf = (error: Extract<Outcome, { ok: false }>['error']): ContentfulStatusCode => {
  if (error === 'not-allowed') return 403;
  return error === 'not-in-this-state' || error === 'form-used' || error === 'taken-by-another' ? 409 : 422;
};

/** Shows a refused form again, with the reason and everything typed. */
const showRefused = (
  ctx: ActionContext,
  c: StaffContext,
  receipt: string,
  verb: PageVerb,
  form: TakenForm,
  outcome: Extract<Outcome, { ok: false }>,
) => {
  const { t } = c.get('visit');
  const { error, misfits = [] } = outcome;
  const errors = refusalErrors(t, verb, error, misfits);
  const typed = typedFields(form);
  if (error === 'form-used' || error === 'bad-form-id') typed.delete(formField.id);
  const key = `staff:refusal.${error}`;
  const message =
    error === 'misfit'
      ? { title: t('staff:verb.answer.misfitTitle'), text: t('staff:verb.answer.misfitLead') }
      : errors.length === 0 && hasText(key)
        ? { title: t('staff:held.notDone'), text: t(key) }
        : null;
  const mayOverride = misfits.length > 0 && misfits.every(canBeOverridden);
  return showAppeal(ctx, c, receipt, {
    again: { verb, typed, errors, mayOverride, message },
    status: statusOf(error),
  });
};

const uploadErrors = (c: StaffContext, form: TakenForm): readonly FieldError[] =>
  form.problems.map(({ name, error }) => ({
    field: 'answer-files',
    text: c.get('visit').t(`errors:upload.${error}`, { name }),
  }));

/** Came the form back from an earlier page with other words in it? They must not be taken for the ones sent then. */
const saysSomethingNew = async (
  ctx: ActionContext,
  c: StaffContext,
  receipt: string,
  verb: PageVerb | 'task',
  form: TakenForm,
): Promise<boolean> => {
  const text = tidyText(form.fields.get(`${verb}-text`) ?? '');
  if (text === '') return false;
  const story = await readStory(ctx, c, receipt);
  return story !== null && ![...story.thread, ...story.notes].some((written) => written.text.includes(text));
};

const afterwards = async (ctx: ActionContext, c: StaffContext, receipt: string, verb: PageVerb | 'task') => {
  // Whoever has sent an appeal away may no longer see it: then the list tells what was done.
  const still = await findAppeal(ctx, c.get('session').official, receipt);
  return c.redirect(
    still.ok ? `${appealAddress(receipt)}?done=${verb}#done` : `/staff/?done=${verb}#main`,
    303,
  );
};

const postVerb = async (ctx: ActionContext, c: StaffContext, receipt: string, verb: PageVerb | 'task') => {
  const { t } = c.get('visit');
  const { official, csrf } = c.get('session');
  const form = await takeForm(ctx, c);
  const found = await findAppeal(ctx, official, receipt);
  if (!found.ok) return showMissing(ctx, c);
  const anew = (message: ShownAgain['message'], status: ContentfulStatusCode) =>
    form === null || verb === 'task'
      ? c.redirect(appealAddress(receipt), 303)
      : showAppeal(ctx, c, receipt, {
          again: {
            verb,
            typed: typedFields(form),
            errors: uploadErrors(c, form),
            mayOverride: form.fields.has('answer-override'),
            message,
          },
          status,
        });
  const notDone = (text: string) => ({ title: t('staff:held.notDone'), text });
  if (form === null) return anew(null, 422);
  if (form.fields.get(formField.csrf) !== csrf) return anew(notDone(t('staff:held.stale')), 403);
  if (form.problems.length > 0) return anew(notDone(t('staff:held.upload')), 422);
  // Only counted: nothing is done, and everything typed stays.
  if (form.fields.has(countField)) return anew(null, 200);
  const outcome = await doVerb(ctx, official, verb, found.value, form);
  if (outcome.ok && outcome.value.repeated && (await saysSomethingNew(ctx, c, receipt, verb, form))) {
    form.fields.delete(formField.id);
    const message = { title: t('staff:held.sentBefore'), text: t('staff:held.sentBeforeText') };
    return anew(message, 409);
  }
  if (outcome.ok) return afterwards(ctx, c, receipt, verb);
  if (outcome.error === 'not-found') return showMissing(ctx, c);
  if (verb === 'task') return c.redirect(`${appealAddress(receipt)}#tasks`, 303);
  return showRefused(ctx, c, receipt, verb, form, outcome);
};

const receiptPath = '/staff/appeals/:receipt{[0-9]{10}}';

/** An appeal's page, its card, its files, and a form for each verb. */
export const addAppealPages = (pages: Hono<StaffEnv>, ctx: ActionContext): void => {
  pages.post('/staff/find', async (c) => {
    const form = await takeForm(ctx, c);
    const typed = form?.fields.get('number') ?? '';
    const found = await findAppeal(ctx, c.get('session').official, typed);
    if (!found.ok) return showNotFound(ctx, c, found.error);
    return c.redirect(appealAddress(typed.replace(/\D/g, '')), 303);
  });

  pages.get(receiptPath, (c) => {
    const { t } = c.get('visit');
    const verb = verbIn(c.req.query('done') ?? '');
    return showAppeal(ctx, c, c.req.param('receipt'), { done: verb ? t(`staff:verb.${verb}.done`) : null });
  });

  pages.get(`${receiptPath}/card`, async (c) => {
    const story = await readStory(ctx, c, c.req.param('receipt'));
    if (!story) return showMissing(ctx, c);
    return c.html(<CardPage {...frameOf(c, ctx.now())} ctx={ctx} story={story} />);
  });

  pages.get(`${receiptPath}/files/:id`, (c) => fileResponse(ctx, c, c.req.param('id')));

  // The address of a form that came back: opened anew it leads to the appeal.
  pages.get(`${receiptPath}/:verb`, (c) => c.redirect(appealAddress(c.req.param('receipt')), 303));

  pages.post(`${receiptPath}/:verb`, (c) => {
    const verb = verbIn(c.req.param('verb'));
    return verb ? postVerb(ctx, c, c.req.param('receipt'), verb) : showMissing(ctx, c);
  });
};

/** Shows a form again that came after its session had ended; nothing of it was done. */
export const showHeldForm =
  (ctx: ActionContext): ShowHeld =>
  async (c, held) => {
    const [, receipt, typedVerb = ''] = /^\/staff\/appeals\/([0-9]{10})\/([a-z]+)$/.exec(held.path) ?? [];
    const verb = verbIn(typedVerb);
    if (!receipt || !verb || verb === 'task') return null;
    const { t } = c.get('visit');
    const typed = new URLSearchParams(held.fields.map(([name, value]) => [name, value]));
    return showAppeal(ctx, c, receipt, {
      again: {
        verb,
        typed,
        errors: [],
        mayOverride: typed.has('answer-override'),
        message: { title: t('staff:held.title'), text: t('staff:held.text') },
      },
    });
  };
