import type { Context } from 'hono';
import type { ActionContext } from '../../actions/context.ts';
import type { Draft, DraftJourney } from '../../actions/draft.ts';
import type { Journey } from '../../domain/journeys/journey.ts';
import type { Answers, JourneyContext } from '../../domain/journeys/question.ts';
import type { Language } from '../../domain/language.ts';
import type { Section } from '../../web/ui/sections.ts';
import type { WebEnv } from '../../web/visit.ts';

/** A journey as the site shows it: a page a question under one path. */
export interface WebJourney {
  readonly journey: Pick<Journey<unknown>, 'questions' | 'id'>;
  readonly draft: DraftJourney;
  /** `/kk/appeal/…`; also the section of the site. */
  readonly path: Section & ('appeal' | 'rate');
  /** Namespace of its texts. */
  readonly texts: 'appeal' | 'rating';
  /** Cookie that holds the draft's token. */
  readonly cookie: string;
  /** A way out at once on each page, for those who are not safe where they are. */
  readonly quickExit: boolean;
  /** Answers that an address may bring along (`?type=barrier`), by the question's id. */
  readonly presets: readonly string[];
  /** The question on whose page this one stands too, where several short ones share a page; else its own id. */
  readonly pageOfQuestion?: (questionId: string) => string;
  readonly context: (ctx: ActionContext, draft: Draft | null) => JourneyContext;
  /** What the service finds out when these answers are given; kept beside them, under names that no question has. */
  readonly facts?: (ctx: ActionContext, c: Context<WebEnv>, answers: Answers) => Promise<Answers>;
}

/** Where a page of the journey stands; `from` is `check` where it leads back there. */
export const pageOf = (
  web: WebJourney,
  language: Language,
  page: string,
  query: { readonly from?: string | undefined; readonly error?: boolean; readonly expired?: boolean } = {},
): string => {
  const words = [
    query.from === 'check' ? 'return=check' : '',
    query.expired ? 'expired' : '',
    query.error ? 'error' : '',
  ].filter(Boolean);
  const tail = words.length > 0 ? `?${words.join('&')}` : '';
  return `/${language}/${web.path}/${page}${tail}${query.error ? '#error-summary' : ''}`;
};

/** The page on which a question is asked. */
export const pageIdOf = (web: WebJourney, questionId: string): string =>
  web.pageOfQuestion?.(questionId) ?? questionId;

/** Pages up to the one of a question: "step 3". */
export const stepNumber = (
  web: WebJourney,
  path: readonly { readonly id: string }[],
  questionId: string,
): number => {
  const place = path.findIndex(({ id }) => id === questionId);
  return new Set(path.slice(0, place + 1).map(({ id }) => pageIdOf(web, id))).size;
};

/** The answers without what was typed and could not be taken (see `typed.ts`). */
export const answersOf = (draft: Draft | null): Answers => draft?.answers ?? {};
