import { Hono } from 'hono';
import { LinkButton } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { ContactList } from '../ui/page-footer.tsx';
import type { WebEnv } from '../visit.ts';

const steps = ['appeal1', 'appeal2', 'appeal3', 'appeal4'] as const;

/** How to use the site and how else to reach us. */
export const helpPages = (): Hono<WebEnv> => {
  const app = new Hono<WebEnv>();
  app.get('/:lang{kk|ru}/help', (c) => {
    const visit = c.get('visit');
    const { t, language, place, contacts } = visit;
    const { phone } = contacts;
    return c.html(
      <Page visit={visit} title={t('help:title')} section="help">
        <h1>{t('help:title')}</h1>
        <p>{t('help:intro')}</p>
        <h2>{t('help:contactsTitle')}</h2>
        <ContactList visit={visit} />
        <h2>{t('help:appealTitle')}</h2>
        <ol>
          {steps.map((step) => (
            <li>{t(`help:${step}`)}</li>
          ))}
        </ol>
        <LinkButton href={`/${language}/appeal`}>{t('common:section.appeal')}</LinkButton>
        <h2>{t('help:nextTitle')}</h2>
        <p>{t('help:next')}</p>
        <h2>{t('help:lostTitle')}</h2>
        <p>{t('help:lost', { phone })}</p>
        <h2>{t('help:otherTitle')}</h2>
        <p>{t('help:other')}</p>
        <h2>{t('help:nameTitle')}</h2>
        <p>{t('help:name')}</p>
        <h2>{t('help:sharedTitle')}</h2>
        <p>{t('help:shared')}</p>
        <h2>{t('help:seeTitle')}</h2>
        <p>{t('help:see')}</p>
        <ul class="links">
          <li>
            <a href={`/${language}/display?back=${encodeURIComponent(`/${language}${place}`)}`}>
              {t('help:seeLink')}
            </a>
          </li>
          <li>
            <a href={`/${language}/accessibility`}>{t('help:statementLink')}</a>
          </li>
        </ul>
        <h2>{t('help:dangerTitle')}</h2>
        <p>{t('common:emergency')}</p>
      </Page>,
    );
  });
  return app;
};
