import { isLow, longestReason, parseMark } from '../rating.ts';
import { type IndicatorNumber, indicatorNumbers, satisfaction } from '../tally.ts';
import { type Finished, finish, type Journey, layPath, said } from './journey.ts';
import type { Answers, JourneyContext, Option, Question } from './question.ts';

/** When the help was given, as people remember it. */
export const serviceTimes = ['this-month', 'last-month', 'half-year', 'earlier'] as const;
export type ServiceTime = (typeof serviceTimes)[number];

/** A finished rating, before it is known who gives it. */
export interface RatingCommand {
  readonly institutionId: string;
  readonly saysAnotherPerson: boolean;
  readonly service: string | null;
  readonly when: ServiceTime | null;
  readonly mark: number;
  readonly reason: string | null;
  readonly makeAppeal: boolean;
  readonly indicators: Readonly<Partial<Record<IndicatorNumber, number>>>;
}

const yesNo: readonly Option[] = ['yes', 'no'].map((code) => ({
  code,
  label: { key: `domain:yesNo.${code}` },
}));
const times: readonly Option[] = serviceTimes.map((code) => ({
  code,
  label: { key: `rating:when.${code}` },
}));

export const indicatorQuestionId = (indicator: IndicatorNumber): string => `indicator-${indicator}`;

/** Indicators that a person may mark one by one: those that apply, without the mark for the whole. */
export const indicatorsAsked = (answers: Answers, ctx: JourneyContext): readonly IndicatorNumber[] => {
  const applying = ctx.indicatorsOf?.(said(answers, 'institution')) ?? indicatorNumbers;
  return indicatorNumbers.filter((number) => number !== satisfaction && applying.includes(number));
};

const choice = (id: string, options: readonly Option[], optional: boolean): Question => ({
  id,
  kind: 'choice',
  optional,
  options,
});

/**
 * Rating a service. A channel that can show several questions at once may ask for `indicators` and all that follow
 * from it on one page.
 */
export const ratingJourney: Journey<RatingCommand> = {
  id: 'rating',
  questions: (answers, ctx) => {
    const { path, ask } = layPath(answers, ctx);
    const institution = ask({ id: 'institution', kind: 'organisation', optional: false });
    if (institution !== '' && ctx.ratedBefore?.(institution)) ask(choice('another-person', yesNo, false));
    ask(choice('service', ctx.lists.services, true));
    ask(choice('when', times, true));
    const mark = parseMark(ask({ id: 'mark', kind: 'score', optional: false }));
    ask({ id: 'reason', kind: 'text', optional: true, maxLength: longestReason });
    if (mark.ok && isLow(mark.value)) ask(choice('make-appeal', yesNo, false));
    const asked = indicatorsAsked(answers, ctx);
    if (asked.length > 0 && ask(choice('indicators', yesNo, true)) === 'yes') {
      for (const number of asked) ask({ id: indicatorQuestionId(number), kind: 'score', optional: true });
    }
    ask({ id: 'check', kind: 'check', optional: false });
    return path;
  },
  command: (answers, ctx) => ({
    institutionId: said(answers, 'institution'),
    saysAnotherPerson: said(answers, 'another-person') === 'yes',
    service: said(answers, 'service') || null,
    when: serviceTimes.find((time) => time === said(answers, 'when')) ?? null,
    mark: Number(said(answers, 'mark')),
    reason: said(answers, 'reason') || null,
    makeAppeal: said(answers, 'make-appeal') === 'yes',
    indicators: indicatorMarks(answers, ctx),
  }),
};

const indicatorMarks = (answers: Answers, ctx: JourneyContext): RatingCommand['indicators'] => {
  const marks: Partial<Record<IndicatorNumber, number>> = {};
  for (const number of indicatorsAsked(answers, ctx)) {
    const mark = parseMark(said(answers, indicatorQuestionId(number)));
    if (mark.ok) marks[number] = mark.value;
  }
  return marks;
};

/** The finished rating, or the first question that is not right. */
export const ratingCommand = (answers: Answers, ctx: JourneyContext): Finished<RatingCommand> =>
  finish(ratingJourney, answers, ctx);
