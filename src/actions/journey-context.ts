import { localDay } from '../domain/calendar.ts';
import type { JourneyContext, Option } from '../domain/journeys/question.ts';
import type { IdentityLevel } from '../domain/people.ts';
import type { ListItem, ReferenceData } from '../storage/reference.ts';
import type { ActionContext } from './context.ts';
import { parseOwnPhone } from './phone.ts';

const options = (items: readonly ListItem[]): readonly Option[] =>
  items.map(({ code, name }) => ({ code, label: name }));

type Lists = ReferenceData['lists'];
/** Made once for each reading of the reference data. */
const madeOf = new WeakMap<Lists, JourneyContext['lists']>();
const listsOf = (lists: Lists): JourneyContext['lists'] => {
  const known = madeOf.get(lists);
  if (known !== undefined) return known;
  const made = {
    regions: options(lists.regions),
    topics: options(lists.topics),
    categories: options(lists.categories),
    services: options(lists.services),
  };
  madeOf.set(lists, made);
  return made;
};

/** A journey asks for the same number several times; reading one is the dearest of its checks. */
const phonesReadOnce = (): JourneyContext['parsePhone'] => {
  const read = new Map<string, string | null>();
  return (typed) => {
    const known = read.get(typed);
    if (known !== undefined) return known;
    const phone = parseOwnPhone(typed);
    read.set(typed, phone);
    return phone;
  };
};

/** What a journey may ask of the world at this moment; the same for every channel. */
export const journeyContext = (
  ctx: ActionContext,
  known: { readonly fileCount: number; readonly identity?: IdentityLevel },
): JourneyContext => {
  const { calendar, lists, organisationById } = ctx.reference.current();
  return {
    today: localDay(ctx.now(), calendar),
    lists: listsOf(lists),
    parsePhone: phonesReadOnce(),
    organisationExists: (id) => organisationById.has(id),
    ...known,
  };
};
