import { journeyContext } from '../../actions/journey-context.ts';
import { appealJourney } from '../../domain/journeys/appeal.ts';
import type { WebJourney } from './web-journey.ts';

/** Giving an appeal on the site. */
export const appealWeb: WebJourney = {
  journey: appealJourney,
  draft: 'appeal',
  path: 'appeal',
  texts: 'appeal',
  cookie: 'appeal',
  quickExit: true,
  presets: ['type', 'organisation'],
  context: (ctx, draft) => journeyContext(ctx, { fileCount: draft?.uploads.length ?? 0 }),
};
