import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ActionContext } from '../../actions/context.ts';
import type { StaffContext } from './staff-env.ts';
import { frameOf, StaffPage } from './staff-page.tsx';

const showRefused = (
  ctx: ActionContext,
  c: StaffContext,
  words: { readonly title: string; readonly text: string },
  status: ContentfulStatusCode,
) => {
  const frame = frameOf(c, ctx.now());
  return c.html(
    <StaffPage {...frame} title={words.title}>
      <h1>{words.title}</h1>
      <p>{words.text}</p>
      <p class="way">
        <a href="/staff/">{frame.visit.t('staff:denied.home')}</a>
      </p>
    </StaffPage>,
    status,
  );
};

/** 403: there is such a page, but not for this role. */
export const showDenied = (ctx: ActionContext, c: StaffContext) => {
  const { t } = c.get('visit');
  return showRefused(ctx, c, { title: t('staff:denied.title'), text: t('staff:denied.text') }, 403);
};

/** 404: no such appeal, or one that this official may not know of; the two look the same. */
export const showMissing = (ctx: ActionContext, c: StaffContext) => {
  const { t } = c.get('visit');
  return showRefused(ctx, c, { title: t('staff:missingPage.title'), text: t('staff:missingPage.text') }, 404);
};

/** A number typed into the search that leads nowhere, with what to check. */
export const showNotFound = (
  ctx: ActionContext,
  c: StaffContext,
  why: 'receipt-length' | 'receipt-check' | 'not-found',
) => {
  const { t } = c.get('visit');
  return showRefused(ctx, c, { title: t('staff:find.title'), text: t(`staff:find.${why}`) }, 404);
};
