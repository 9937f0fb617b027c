import { type Context, Hono } from 'hono';
import type { ActionContext } from '../../actions/context.ts';
import { openDraft } from '../../actions/open-draft.ts';
import { removeUpload } from '../../actions/remove-upload.ts';
import { checkAnswer } from '../../domain/journeys/journey.ts';
import type { Answer, Answers, Question } from '../../domain/journeys/question.ts';
import { type PostedForm, readForm } from '../../web/files/read-form.ts';
import type { WebEnv } from '../../web/visit.ts';
import { type Conversation, converse, draftToFill, keepAnswers, openConversation } from './conversation.ts';
import { offerOrganisations } from './organisation-search.tsx';
import { QuestionPage } from './question-page.tsx';
import { errorText } from './question-texts.ts';
import {
  keepProblems,
  keepTyped,
  problemsIn,
  rawOf,
  readTyped,
  readUnknown,
  typedIn,
  typedOf,
} from './typed.ts';
import { pageOf, type WebJourney } from './web-journey.ts';

/** Answers that a link brings along (`?type=barrier`): taken with the first form that is sent. */
const presetsOf = (
  web: WebJourney,
  given: (name: string) => string | null | undefined,
): Record<string, string> =>
  Object.fromEntries(
    web.presets.flatMap((id) => {
      const value = given(id);
      return value ? [[id, value.slice(0, 40)]] : [];
    }),
  );

/** Any question up to the first one not answered yet; not the ones beyond it. */
const canBeAsked = ({ path, next }: Conversation, { id, kind }: Question): boolean => {
  const placeOf = (wanted: string | undefined) => path.findIndex((question) => question.id === wanted);
  return kind !== 'check' && placeOf(id) <= placeOf(next?.id ?? path.at(-1)?.id);
};

const showQuestion = (
  ctx: ActionContext,
  web: WebJourney,
  c: Context<WebEnv>,
  conversation: Conversation,
) => {
  const visit = c.get('visit');
  const question = conversation.path.find(({ id }) => id === c.req.param('question'));
  if (!question || !canBeAsked(conversation, question)) {
    const next = conversation.next?.id ?? 'check';
    return c.redirect(pageOf(web, visit.language, next, { expired: conversation.expired }), 303);
  }
  const query = new URL(c.req.url).searchParams;
  const kept = typedIn(conversation.answers, question.id);
  // A link that names the answer to this very question shows it chosen.
  const preset = web.presets.includes(question.id) ? (query.get(question.id) ?? undefined) : undefined;
  const typed = kept ?? typedOf(question, preset ?? conversation.answers[question.id]);
  const showsErrors = query.has('error');
  const checked = checkAnswer(
    question,
    rawOf(question, typed),
    conversation.answers,
    conversation.journeyContext,
  );
  const problems = showsErrors ? problemsIn(conversation.answers) : [];
  // A file that was not taken is told first; that words are missing too would only confuse.
  const error = showsErrors && !checked.ok && problems.length === 0 ? checked.error : undefined;
  return c.html(
    <QuestionPage
      visit={visit}
      web={web}
      conversation={conversation}
      question={question}
      typed={typed}
      error={error ? errorText(visit, web, question, error, typed.join(' ')) : undefined}
      problems={problems}
      from={query.get('return') ?? undefined}
      expired={query.has('expired')}
      presets={presetsOf(web, (name) => (name === question.id ? null : query.get(name)))}
      organisations={
        question.kind === 'organisation'
          ? offerOrganisations(ctx, visit, question, conversation, {
              words: query.get('q') ?? '',
              region: query.get('region') ?? '',
              chosen: preset,
            })
          : undefined
      }
    />,
  );
};

interface Outcome {
  readonly answers: Answers;
  /** The page must be shown again: something is wrong, or the person only added or removed a file. */
  readonly stay: 'error' | 'files' | null;
}

/** What a posted question page changes in the draft. Nothing typed is ever dropped. */
const takeForm = (
  question: Question,
  form: PostedForm,
  conversation: Conversation,
  uploads: number,
): Outcome => {
  const typed = readTyped(question, form.fields);
  const broken = form.problems.some(({ code }) => code === 'broken-upload' && form.fields.size === 0);
  const problems = keepProblems(form.problems);
  if (broken) return { answers: problems, stay: 'error' };
  const context = { ...conversation.journeyContext, fileCount: uploads };
  const checked = checkAnswer(question, rawOf(question, typed), conversation.answers, context);
  const kept: Answers = checked.ok
    ? { [question.id]: checked.value, ...keepTyped(question.id, null) }
    : keepTyped(question.id, typed);
  const handlesFiles = form.fields.has('add') || form.fields.has('remove');
  if (form.problems.length > 0) return { answers: { ...kept, ...problems }, stay: 'error' };
  if (handlesFiles) return { answers: { ...keepTyped(question.id, typed), ...problems }, stay: 'files' };
  return { answers: { ...kept, ...problems }, stay: checked.ok ? null : 'error' };
};

const takeQuestion = async (
  ctx: ActionContext,
  web: WebJourney,
  c: Context<WebEnv>,
  before: Conversation,
): Promise<Response> => {
  const { language } = c.get('visit');
  const id = c.req.param('question') ?? '';
  const { token, draft } = await draftToFill(ctx, web, c, before.draft);
  const form = await readForm(ctx, c, draft.submissionId);
  const presets = presetsOf(web, (name) => (name === id ? null : form.fields.get(name)));
  const conversation = converse(ctx, web, { ...draft, answers: { ...draft.answers, ...presets } });
  const from = form.fields.get('return') ?? undefined;
  const question = conversation.path.find((one) => one.id === id);
  if (!question || !canBeAsked(conversation, question)) {
    // The draft was over, or another tab changed the way: what was sent is kept and used when its turn comes.
    const given: Answer | null = readUnknown(id, form.fields);
    const saved = await keepAnswers(
      ctx,
      web,
      c,
      token,
      given === null ? presets : { ...presets, [id]: given },
    );
    const now = converse(ctx, web, saved);
    const next = now.next?.id ?? 'check';
    return c.redirect(pageOf(web, language, next, { expired: before.draft === null }), 303);
  }
  const removed = form.fields.get('remove');
  if (removed) await removeUpload(ctx, { submissionId: draft.submissionId, fileId: removed });
  const changed = removed !== null || form.filesKept > 0;
  const uploads = changed ? ((await openDraft(ctx, token))?.uploads.length ?? 0) : draft.uploads.length;
  const { answers, stay } = takeForm(question, form, conversation, uploads);
  const saved = await keepAnswers(ctx, web, c, token, { ...presets, ...answers });
  if (stay === 'error') return c.redirect(pageOf(web, language, id, { from, error: true }), 303);
  if (stay === 'files') return c.redirect(`${pageOf(web, language, id, { from })}#added`, 303);
  const next = converse(ctx, web, saved).next?.id ?? 'check';
  return c.redirect(pageOf(web, language, next, { from: next === 'check' ? undefined : from }), 303);
};

/** The pages of a journey: `/{lang}/{path}` leads to the first open question, each question has its own page. */
export const questionPages = (ctx: ActionContext, web: WebJourney): Hono<WebEnv> => {
  const app = new Hono<WebEnv>();
  const root = `/:lang{kk|ru}/${web.path}`;

  app.get(root, async (c) => {
    const conversation = await openConversation(ctx, web, c);
    const { language } = c.get('visit');
    const presets = new URLSearchParams(presetsOf(web, (name) => c.req.query(name)));
    const [first] = conversation.path;
    const page = presets.size > 0 && first ? first.id : (conversation.next?.id ?? 'check');
    const address = pageOf(web, language, page);
    return c.redirect(presets.size > 0 ? `${address}?${presets}` : address, 303);
  });
  app.get(`${root}/:question`, async (c) => showQuestion(ctx, web, c, await openConversation(ctx, web, c)));
  app.post(`${root}/:question`, async (c) => takeQuestion(ctx, web, c, await openConversation(ctx, web, c)));
  return app;
};
