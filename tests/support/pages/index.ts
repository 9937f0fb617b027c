import type { PageCase } from './case.ts';
import { informationPages } from './information.ts';
import { journeyPages } from './journeys.ts';
import { ownAppealPages } from './own-appeal.ts';
import { ratingPages } from './ratings.ts';
import { staffPages } from './staff.ts';

/** Every page of the service. A new page is added to one of these lists; a test tells if one was forgotten. */
export const pageCases: readonly PageCase[] = [
  ...informationPages,
  ...journeyPages,
  ...ownAppealPages,
  ...ratingPages,
  ...staffPages,
];
