import type { PublicIndicator } from '../../actions/ratings/public-institutions.ts';
import type { Language } from '../../domain/language.ts';
import { type Shape, Tag, type Tone } from '../ui/tag.tsx';
import type { Visit } from '../visit.ts';
import { asHeading } from '../wording.ts';
import type { ShownGroup } from './choose-institutions.ts';

/** A figure as both languages write it: `8,43`. */
export const sayFigure = (figure: string): string => figure.replace('.', ',');

/** Thousands apart: `1 204`. */
export const sayCount = (count: number, language: Language): string =>
  new Intl.NumberFormat(language).format(count);

/** Each group has a shape and a word, so that colour alone never tells them apart. */
const looks: Readonly<Record<ShownGroup, { readonly shape: Shape; readonly tone: Tone }>> = {
  1: { shape: 'tick', tone: 'done' },
  2: { shape: 'circle', tone: 'plain' },
  3: { shape: 'triangle', tone: 'error' },
  none: { shape: 'outline', tone: 'plain' },
};
export const shapeOf = (group: ShownGroup): Shape => looks[group].shape;

export const GroupTag = ({ visit, group }: { readonly visit: Visit; readonly group: ShownGroup }) => (
  <Tag text={visit.t(`scores:group.${group}.name`)} {...looks[group]} />
);

/** One horizontal bar on the scale from 0 to 10; the figure stands beside it, so the picture is decorative. */
export const Bar = ({ figure }: { readonly figure: string | null }) => (
  <svg class="score-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    <rect class="score-bar-ground" x="0.25" y="0.25" width="99.5" height="9.5" />
    {figure === null ? null : <rect x="0" y="0" height="10" width={`${Number(figure) * 10}`} />}
  </svg>
);

/**
 * The indicators as horizontal bars with their names and figures on the marks. One picture to a screen reader, which
 * points to the table under it.
 */
export const IndicatorBars = ({
  visit: { t, language },
  indicators,
}: {
  readonly visit: Visit;
  readonly indicators: readonly PublicIndicator[];
}) => (
  <figure class="score-chart">
    <figcaption>{t('scores:institution.chart')}</figcaption>
    <div role="img" aria-label={t('scores:institution.chartAlt')}>
      {indicators.map(({ indicator, score }) => (
        <div class="score-row">
          <span>{asHeading(t(`scores:indicator.${indicator}.name`), language)}</span>
          <Bar figure={score} />
          <span class="score-figure">{score === null ? '–' : sayFigure(score)}</span>
        </div>
      ))}
    </div>
  </figure>
);
