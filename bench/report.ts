/** One figure of a benchmark; `required` is what it must reach, and which way is good. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly required?: { readonly least?: number; readonly most?: number };
}

const shown = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);

export const isMet = ({ value, required }: Figure): boolean =>
  value >= (required?.least ?? Number.NEGATIVE_INFINITY) &&
  value <= (required?.most ?? Number.POSITIVE_INFINITY);

/** Prints the figures of one benchmark, and says of each that must reach something whether it does. */
export const report = (title: string, figures: readonly Figure[]): void => {
  console.log(`\n${title}`);
  for (const figure of figures) {
    const { least, most } = figure.required ?? {};
    const bound = least !== undefined ? `at least ${least}` : most !== undefined ? `at most ${most}` : '';
    const verdict = bound === '' ? '' : `  (${bound}: ${isMet(figure) ? 'met' : 'NOT MET'})`;
    console.log(`  ${figure.name.padEnd(58)} ${shown(figure.value).padStart(9)} ${figure.unit}${verdict}`);
  }
};
