import { localDay } from '../domain/calendar.ts';
import type { JourneyContext, Option } from '../domain/journeys/question.ts';
import type { IdentityLevel } from '../domain/people.ts';
import type { ListItem } from '../storage/reference.ts';
import type { ActionContext } from './context.ts';
import { parseOwnPhone } from './phone.ts';

const options = (items: readonly ListItem[]): readonly Option[] =>
  items.map(({ code, name }) => ({ code, label: name }));

/** What a journey may ask of the world at this moment; the same for every channel. */
export const journeyContext = (
  ctx: ActionContext,
  known: { readonly fileCount: number; readonly identity?: IdentityLevel },
): JourneyContext => {
  const { calendar, lists, organisationById } = ctx.reference.current();
  return {
    today: localDay(ctx.now(), calendar),
    lists: {
      regions: options(lists.regions),
      topics: options(lists.topics),
      categories: options(lists.categories),
      services: options(lists.services),
    },
    parsePhone: parseOwnPhone,
    organisationExists: (id) => organisationById.has(id),
    ...known,
  };
};
