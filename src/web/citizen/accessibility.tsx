import { Hono } from 'hono';
import { LinkButton } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import type { WebEnv } from '../visit.ts';

const works = ['works1', 'works2', 'works3', 'works4', 'works5'] as const;
const not = ['not1', 'not2', 'not3', 'not4'] as const;

/** What works, what doesn't or isn't known, and how to tell us: kept true by whoever changes any of it. */
export const accessibilityPages = (): Hono<WebEnv> => {
  const app = new Hono<WebEnv>();
  app.get('/:lang{kk|ru}/accessibility', (c) => {
    const visit = c.get('visit');
    const { t, language, contacts } = visit;
    return c.html(
      <Page visit={visit} title={t('accessibility:title')} section="accessibility">
        <h1>{t('accessibility:title')}</h1>
        <p>{t('accessibility:intro')}</p>
        <h2>{t('accessibility:tellTitle')}</h2>
        <p>{t('accessibility:tell')}</p>
        <p>
          <LinkButton href={`/${language}/appeal?type=barrier`}>{t('accessibility:tellButton')}</LinkButton>
        </p>
        <p>{t('accessibility:call', { phone: contacts.phone })}</p>
        <h2>{t('accessibility:worksTitle')}</h2>
        <ul>
          {works.map((key) => (
            <li>{t(`accessibility:${key}`)}</li>
          ))}
        </ul>
        <p>{t('accessibility:standard')}</p>
        <h2>{t('accessibility:notTitle')}</h2>
        <ul>
          {not.map((key) => (
            <li>{t(`accessibility:${key}`)}</li>
          ))}
        </ul>
        <p>{t('accessibility:dated')}</p>
      </Page>,
    );
  });
  return app;
};
