import { type Context, Hono } from 'hono';
import type { ActionContext } from '../../actions/context.ts';
import { checkAnswer, said } from '../../domain/journeys/journey.ts';
import type { Answer, Question } from '../../domain/journeys/question.ts';
import { indicatorQuestionId, indicatorsAsked } from '../../domain/journeys/rating.ts';
import { highestMark, lowestMark } from '../../domain/rating.ts';
import type { IndicatorNumber } from '../../domain/tally.ts';
import { Page } from '../../web/ui/page.tsx';
import { QuestionForm } from '../../web/ui/question-form.tsx';
import { Select, type SelectOption } from '../../web/ui/text-fields.tsx';
import type { Visit, WebEnv } from '../../web/visit.ts';
import { type Conversation, converse, draftToFill, keepAnswers, openConversation } from './conversation.ts';
import { Keeping } from './keeping.tsx';
import { ratingWeb } from './rating-web.ts';
import { keepTyped, typedIn } from './typed.ts';
import { pageOf, stepNumber } from './web-journey.ts';

type AskedIndicator = Exclude<IndicatorNumber, 10>;
const asked = ({ answers, journeyContext }: Conversation): readonly AskedIndicator[] =>
  indicatorsAsked(answers, journeyContext).filter((number) => number !== 10);

const questionOf = (number: AskedIndicator): Question => ({
  id: indicatorQuestionId(number),
  kind: 'score',
  optional: true,
});

const typedMark = ({ answers }: Conversation, number: AskedIndicator): string => {
  const id = indicatorQuestionId(number);
  return typedIn(answers, id)?.[0] ?? said(answers, id);
};

const options = ({ t, language }: Visit): readonly SelectOption[] => [
  { value: '', text: t('rating:q.indicators.none') },
  ...Array.from({ length: highestMark }, (_, index) => {
    const mark = String(lowestMark + index);
    if (mark === String(lowestMark)) return { value: mark, text: t('rating:ends.low') };
    return {
      value: mark,
      text: mark === String(highestMark) ? t('rating:ends.high') : mark,
      language,
    };
  }),
];

const IndicatorsPage = ({
  visit,
  conversation,
  from,
  showsErrors,
}: {
  readonly visit: Visit;
  readonly conversation: Conversation;
  readonly from: string | undefined;
  readonly showsErrors: boolean;
}) => {
  const { t, language } = visit;
  const place = conversation.path.findIndex(({ id }) => id === 'indicators');
  const before = conversation.path[place - 1];
  const step = t('common:step', { number: stepNumber(ratingWeb, conversation.path, 'indicators') });
  const title = t('rating:q.indicators.title');
  const errorOf = (number: AskedIndicator): string | undefined => {
    const typed = typedMark(conversation, number);
    const checked = checkAnswer(questionOf(number), typed, {}, conversation.journeyContext);
    return showsErrors && !checked.ok ? t('rating:q.indicators.error.score') : undefined;
  };
  const errors = asked(conversation).flatMap((number) => {
    const text = errorOf(number);
    return text ? [{ field: indicatorQuestionId(number), text }] : [];
  });
  return (
    <Page
      visit={visit}
      title={title}
      step={step}
      error={errors.length > 0}
      section="rate"
      back={
        from === 'check' || !before
          ? pageOf(ratingWeb, language, 'check')
          : pageOf(ratingWeb, language, before.id)
      }
      styles={['forms.css']}
    >
      <QuestionForm
        visit={visit}
        action={pageOf(ratingWeb, language, 'indicators')}
        errors={errors}
        hidden={from === 'check' ? { return: 'check' } : {}}
      >
        <h1>
          <span class="caption">{step} </span>
          {title}
        </h1>
        <p class="hint">{t('rating:q.indicators.hint')}</p>
        {asked(conversation).map((number) => (
          <Select
            name={indicatorQuestionId(number)}
            label={t(`rating:q.indicator-${number}.title`)}
            options={options(visit)}
            value={typedMark(conversation, number)}
            error={errorOf(number)}
          />
        ))}
      </QuestionForm>
      <Keeping visit={visit} web={ratingWeb} />
    </Page>
  );
};

/** Where the person must go instead, if the indicators' turn has not come yet. */
const elsewhere = ({ path, next }: Conversation): string | null => {
  const placeOf = (id: string | undefined) => path.findIndex((question) => question.id === id);
  const place = placeOf('indicators');
  return place >= 0 && place <= placeOf(next?.id) ? null : (next?.id ?? 'check');
};

const takeIndicators = async (ctx: ActionContext, c: Context<WebEnv>): Promise<Response> => {
  const { language } = c.get('visit');
  const before = await openConversation(ctx, ratingWeb, c);
  const { token } = await draftToFill(ctx, ratingWeb, c, before.draft);
  const form = new URLSearchParams(await c.req.text());
  const answers: Record<string, Answer> = {};
  let wrong = false;
  for (const number of asked(before)) {
    const { id } = questionOf(number);
    const typed = form.get(id) ?? '';
    const checked = checkAnswer(questionOf(number), typed, {}, before.journeyContext);
    if (checked.ok) Object.assign(answers, { [id]: checked.value }, keepTyped(id, null));
    else Object.assign(answers, keepTyped(id, [typed]));
    wrong ||= !checked.ok;
  }
  const marked = asked(before).some((number) => (answers[indicatorQuestionId(number)] ?? '') !== '');
  const saved = await keepAnswers(ctx, ratingWeb, c, token, {
    ...answers,
    indicators: marked ? 'yes' : 'no',
  });
  const from = form.get('return') ?? undefined;
  if (wrong) return c.redirect(pageOf(ratingWeb, language, 'indicators', { from, error: true }), 303);
  const next = converse(ctx, ratingWeb, saved).next?.id ?? 'check';
  return c.redirect(pageOf(ratingWeb, language, next), 303);
};

/** The optional marks on one page: nine short lists are quicker than nine pages, and each can be left as it is. */
export const indicatorPages = (ctx: ActionContext): Hono<WebEnv> => {
  const app = new Hono<WebEnv>();
  const root = '/:lang{kk|ru}/rate';
  app.get(`${root}/indicators`, async (c) => {
    const visit = c.get('visit');
    const conversation = await openConversation(ctx, ratingWeb, c);
    const other = elsewhere(conversation);
    if (other !== null)
      return c.redirect(pageOf(ratingWeb, visit.language, other, { expired: conversation.expired }), 303);
    return c.html(
      <IndicatorsPage
        visit={visit}
        conversation={conversation}
        from={c.req.query('return')}
        showsErrors={c.req.query('error') !== undefined}
      />,
    );
  });
  app.post(`${root}/indicators`, (c) => takeIndicators(ctx, c));
  app.get(`${root}/:question{indicator-[0-9]+}`, (c) => {
    const from = c.req.query('return');
    const page = pageOf(ratingWeb, c.get('visit').language, 'indicators', { from });
    return c.redirect(`${page}#${c.req.param('question')}`, 303);
  });
  return app;
};
