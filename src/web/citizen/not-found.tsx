import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { Page } from '../ui/page.tsx';
import type { WebEnv } from '../visit.ts';

/** What can go wrong outside a form: each has a page that says what happened, that nothing is lost, and what to do. */
const statuses = {
  notFound: 404,
  refused: 403,
  foreign: 403,
  tooLarge: 413,
  tooMany: 429,
  failed: 500,
  away: 503,
} as const satisfies Record<string, ContentfulStatusCode>;
export type Problem = keyof typeof statuses;

const sections = ['appeal', 'status', 'rate', 'institutions'] as const;

/** Answers a request with the page of a problem and its status. Needs the visit, nothing else: no database. */
export const showProblem = (c: Context<WebEnv>, problem: Problem): Response | Promise<Response> => {
  const visit = c.get('visit');
  const { t, language, contacts, requestId } = visit;
  const { phone } = contacts;
  const title = t(`errors:${problem}.title`);
  c.header('cache-control', 'no-store');
  if (problem === 'away') c.header('retry-after', '60');
  if (problem === 'tooMany') c.header('retry-after', '600');
  return c.html(
    <Page visit={visit} title={title} error={problem !== 'notFound'}>
      <h1>{title}</h1>
      <p>{t(`errors:${problem}.text`)}</p>
      <p>{t(`errors:${problem}.next`, { phone })}</p>
      {problem === 'notFound' ? (
        <ul class="links">
          <li>
            <a href={`/${language}/`}>{t('common:start')}</a>
          </li>
          {sections.map((section) => (
            <li>
              <a href={`/${language}/${section}`}>{t(`common:section.${section}`)}</a>
            </li>
          ))}
        </ul>
      ) : null}
      {problem === 'failed' ? <p>{t('errors:requestId', { id: requestId })}</p> : null}
    </Page>,
    statuses[problem],
  );
};
