import { fewestPeople, type IndicatorNumber, type Tally } from './tally.ts';

/** Group 1: highly effective; 2: works in a normal mode; 3: needs optimisation. */
export type Group = 1 | 2 | 3;

/** A number kept as a fraction, since 7.5 and 5 are borders that floating point can miss. `bottom` is above zero. */
export interface Exact {
  readonly top: bigint;
  readonly bottom: bigint;
}

export interface IndicatorScore {
  readonly indicator: IndicatorNumber;
  /** The mean of the marks, cut to two places: `"7.49"`. */
  readonly shown: string;
  readonly exact: Exact;
  readonly marks: number;
}

export interface Score {
  /** F, cut (never rounded) to two places, so that the figure never contradicts the group. */
  readonly shown: string;
  readonly exact: Exact;
  readonly group: Group;
  /** Half the width of a 95 % interval, rounded up to one place: `"0.8"`. See `marginOf`. */
  readonly margin: string;
  /** The same as a range that is easier to understand, on the scale from 1 to 10: `"7.6"`, `"9.3"`. */
  readonly low: string;
  readonly high: string;
  /** The indicators that count; how many they are is N. */
  readonly indicators: readonly IndicatorScore[];
}

/** Tallies by number of the indicator; one that is missing has no source. */
export type Tallies = ReadonlyMap<IndicatorNumber, Tally>;

const plus = (a: Exact, b: Exact): Exact => ({
  top: a.top * b.bottom + b.top * a.bottom,
  bottom: a.bottom * b.bottom,
});

/** Cuts a fraction that is not negative to `places` decimal places. */
export function cut({ top, bottom }: Exact, places: number): string {
  const scale = 10n ** BigInt(places);
  const scaled = (top * scale) / bottom;
  const whole = scaled / scale;
  return places === 0 ? `${whole}` : `${whole}.${`${scaled % scale}`.padStart(places, '0')}`;
}

/** The group by the borders of the scoring engine: 7.5 itself is group 1, 5 itself is group 2. */
export function groupOf({ top, bottom }: Exact): Group {
  if (2n * top >= 15n * bottom) return 1;
  return top >= 5n * bottom ? 2 : 3;
}

/** The mean of a tally, or null where fewer than five people stand behind it. */
export function meanOf(tally: Tally | undefined): Exact | null {
  if (tally === undefined || tally.people < fewestPeople || tally.marks === 0) return null;
  return { top: BigInt(tally.sum), bottom: BigInt(tally.marks) };
}

/**
 * F = (F1 + … + F10) : N. Each indicator is the mean of people's marks for it; one that does not apply to the
 * institution, or that fewer than five people have marked, does not count, and N is smaller by one.
 * Null where nothing counts.
 */
export function scoreOf(tallies: Tallies, applying: readonly IndicatorNumber[]): Score | null {
  const indicators: IndicatorScore[] = [];
  const counted: Tally[] = [];
  let sum: Exact = { top: 0n, bottom: 1n };
  for (const indicator of [...new Set(applying)].sort((a, b) => a - b)) {
    const tally = tallies.get(indicator);
    const mean = meanOf(tally);
    if (tally === undefined || mean === null) continue;
    counted.push(tally);
    indicators.push({ indicator, exact: mean, shown: cut(mean, 2), marks: tally.marks });
    sum = plus(sum, mean);
  }
  if (indicators.length === 0) return null;
  const exact = { top: sum.top, bottom: sum.bottom * BigInt(indicators.length) };
  const margin = tenthsOfMargin(counted);
  const below = (10n * exact.top) / exact.bottom - margin;
  const above = (10n * exact.top + exact.bottom - 1n) / exact.bottom + margin;
  return {
    exact,
    shown: cut(exact, 2),
    group: groupOf(exact),
    margin: sayTenths(margin),
    low: sayTenths(below < 10n ? 10n : below),
    high: sayTenths(above > 100n ? 100n : above),
    indicators,
  };
}

const sayTenths = (tenths: bigint): string => `${tenths / 10n}.${tenths % 10n}`;

/** Student's t for 95 %, in thousandths, by degrees of freedom; from 31 on the value of 30 keeps to the safe side. */
const studentT = [
  12706, 4303, 3182, 2776, 2571, 2447, 2365, 2306, 2262, 2228, 2201, 2179, 2160, 2145, 2131, 2120, 2110, 2101,
  2093, 2086, 2080, 2074, 2069, 2064, 2060, 2056, 2052, 2048, 2045, 2042,
] as const;

/** The smallest whole number whose square is not below `value`. */
export function rootUp(value: bigint): bigint {
  if (value <= 1n) return value;
  let high = 1n << BigInt(Math.ceil(value.toString(2).length / 2));
  for (;;) {
    const next = (high + value / high) / 2n;
    if (next >= high) return high * high === value ? high : high + 1n;
    high = next;
  }
}

/**
 * How far F may be from what everybody served would say: half the width of a 95 % interval, rounded up to one place.
 * Five equal marks would have no spread and claim to be sure; so each indicator is reckoned as if two more people had
 * marked it, one with 1 and one with 10. The margins of the indicators are averaged, which is never too small,
 * however much a person's marks resemble each other.
 */
export const marginOf = (tallies: readonly Tally[]): string => sayTenths(tenthsOfMargin(tallies));

function tenthsOfMargin(tallies: readonly Tally[]): bigint {
  const scale = 1000n;
  let sum = 0n;
  for (const { marks, sum: total, squares } of tallies) {
    const n = BigInt(marks + 2);
    const spread = n * BigInt(squares + 101) - BigInt(total + 11) ** 2n;
    const t = BigInt(studentT[Math.min(marks, studentT.length - 1)] ?? 2042);
    // t · s / √n with s² = spread : (n · (n − 1)); t is in thousandths, and so is the outcome.
    const square = (t * t * spread) / (n * n * (n - 1n)) + 1n;
    sum += rootUp(square);
  }
  return (sum * 10n + BigInt(tallies.length) * scale - 1n) / (BigInt(tallies.length) * scale);
}
