import { Hono } from 'hono';
import { isLanguage, languages } from '../../domain/language.ts';
import { languageCookie, readCookie } from '../cookies.ts';
import { languageWanted } from '../negotiate.ts';
import { Page } from '../ui/page.tsx';
import type { WebEnv } from '../visit.ts';

const ways = ['appeal', 'status', 'rate', 'institutions'] as const;

/** `/` leads to the language last used, else the one the browser asks for; `/kk/` and `/ru/` say what one can do. */
export const startPages = (): Hono<WebEnv> => {
  const app = new Hono<WebEnv>();

  app.get('/', (c) => {
    const kept = readCookie(c, languageCookie);
    const language = isLanguage(kept) ? kept : languageWanted(c.req.header('accept-language'));
    return c.redirect(`/${language}/`, 302);
  });
  for (const language of languages) app.get(`/${language}`, (c) => c.redirect(`/${language}/`, 301));

  app.get('/:lang{kk|ru}/', (c) => {
    const visit = c.get('visit');
    const { t, language, contacts } = visit;
    const { phone } = contacts;
    return c.html(
      <Page visit={visit} title={t('start:title')} section="start">
        <h1>{t('start:title')}</h1>
        <p>{t('start:lead')}</p>
        <ul class="ways">
          {ways.map((way) => (
            <li>
              <a href={`/${language}/${way}`}>{t(`common:section.${way}`)}</a>
              <p>{t(`start:${way}`)}</p>
            </li>
          ))}
        </ul>
        <h2>{t('start:easyTitle')}</h2>
        <p>{t('start:easy')}</p>
        <h2>{t('start:otherTitle')}</h2>
        <p>{t('start:other', { phone })}</p>
      </Page>,
    );
  });
  return app;
};
