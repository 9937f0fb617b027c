import type { Visit } from '../../web/visit.ts';
import { pageOf, type WebJourney } from './web-journey.ts';

/**
 * How long answers are kept, how to end it on a device that others use or to go on with it on another one, and what the
 * quick exit does.
 */
export const Keeping = ({ visit, web }: { readonly visit: Visit; readonly web: WebJourney }) => {
  const { t, language } = visit;
  const forget = t('appeal:forget.link');
  return (
    <div class="keeping">
      <p class="hint">{t('appeal:kept')}</p>
      <ul class="links">
        <li>
          <a href={pageOf(web, language, 'forget')}>{forget}</a>
        </li>
        <li>
          <a href={pageOf(web, language, 'elsewhere')}>{t('talk:elsewhere.link')}</a>
        </li>
        <li>
          <a href={pageOf(web, language, 'bring')}>{t('talk:elsewhere.have')}</a>
        </li>
      </ul>
      {web.quickExit ? <p class="hint">{t('appeal:exit', { exit: t('common:quickExit'), forget })}</p> : null}
    </div>
  );
};
