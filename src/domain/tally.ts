/** The ten indicators of the scoring engine, grouped by its four criteria (see docs/decisions/scoring.md). */
export const indicatorNumbers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;
export type IndicatorNumber = (typeof indicatorNumbers)[number];

export const criteria = ['accessibility', 'communication', 'quality', 'effectiveness'] as const;
export type Criterion = (typeof criteria)[number];

/** Which indicators belong to which criterion. */
export const criterionOf: Readonly<Record<IndicatorNumber, Criterion>> = {
  1: 'accessibility',
  2: 'accessibility',
  3: 'accessibility',
  4: 'communication',
  5: 'communication',
  6: 'quality',
  7: 'quality',
  8: 'quality',
  9: 'effectiveness',
  10: 'effectiveness',
};

/** The indicator that people's marks for the whole service make: satisfaction. */
export const satisfaction: IndicatorNumber = 10;

/** Fewer people than this are never shown, and no public figure moves by fewer. */
export const fewestPeople = 5;

/**
 * Everything that is ever kept of many marks for one indicator: whole numbers only, so that nothing is rounded and
 * the order in which marks came makes no difference.
 */
export interface Tally {
  /** different people who gave a mark */
  readonly people: number;
  readonly marks: number;
  readonly sum: number;
  /** sum of the squares, for the uncertainty */
  readonly squares: number;
}

export const emptyTally: Tally = { people: 0, marks: 0, sum: 0, squares: 0 };

/** One more mark; `newPerson` when this person had not given one before. */
export const addToTally = (tally: Tally, mark: number, newPerson: boolean): Tally => ({
  people: tally.people + (newPerson ? 1 : 0),
  marks: tally.marks + 1,
  sum: tally.sum + mark,
  squares: tally.squares + mark * mark,
});
