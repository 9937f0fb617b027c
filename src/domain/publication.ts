import {
  addToTally,
  emptyTally,
  fewestPeople,
  type IndicatorNumber,
  indicatorNumbers,
  type Tally,
} from './tally.ts';

/** Marks of one rating by indicator; the tenth is the mark for the whole service. */
export type Marks = Readonly<Partial<Record<IndicatorNumber, number>>>;

/** What is kept for one indicator of one institution and year. */
export interface IndicatorRollup {
  /** all marks so far */
  readonly all: Tally;
  /** what the public is shown */
  readonly shown: Tally;
  /** different people who gave a mark since the public figure last moved */
  readonly waiting: number;
  /** how often the public figure has moved */
  readonly step: number;
}
export type Rollup = Readonly<Record<IndicatorNumber, IndicatorRollup>>;

/** For each indicator the step at which this person last gave a mark; -1 for never. */
export type PersonSteps = Readonly<Record<IndicatorNumber, number>>;

const everyIndicator = <Value>(value: (indicator: IndicatorNumber) => Value) =>
  Object.fromEntries(indicatorNumbers.map((number) => [number, value(number)])) as Record<
    IndicatorNumber,
    Value
  >;

export const emptyRollup: Rollup = everyIndicator(() => ({
  all: emptyTally,
  shown: emptyTally,
  waiting: 0,
  step: 0,
}));
export const newPerson: PersonSteps = everyIndicator(() => -1);

/**
 * One more rating. A public figure moves only when marks of at least five different people came since it last moved,
 * each indicator by itself: nobody who watches the figures can read one person's mark off any of them.
 */
export function addRating(
  rollup: Rollup,
  person: PersonSteps,
  marks: Marks,
): { readonly rollup: Rollup; readonly person: PersonSteps } {
  const nextPerson = { ...person };
  const nextRollup = everyIndicator((indicator) => {
    const before = rollup[indicator];
    const mark = marks[indicator];
    if (mark === undefined) return before;
    const last = person[indicator];
    nextPerson[indicator] = before.step;
    return publish({
      ...before,
      all: addToTally(before.all, mark, last < 0),
      waiting: before.waiting + (last < before.step ? 1 : 0),
    });
  });
  return { rollup: nextRollup, person: nextPerson };
}

const publish = (figures: IndicatorRollup): IndicatorRollup =>
  figures.waiting < fewestPeople
    ? figures
    : { all: figures.all, shown: figures.all, waiting: 0, step: figures.step + 1 };

/** What the public may be told, ready for scoring. */
export const shownTallies = (rollup: Rollup): ReadonlyMap<IndicatorNumber, Tally> =>
  new Map(indicatorNumbers.map((indicator) => [indicator, rollup[indicator].shown]));
