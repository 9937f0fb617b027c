import { Hono } from 'hono';
import type { Child } from 'hono/jsx';
import { aYear, displayCookie, writeCookie } from '../cookies.ts';
import {
  colourSchemes,
  type DisplaySettings,
  defaultDisplay,
  imageModes,
  readDisplay,
  spacings,
  textSizes,
  writeDisplayCookie,
} from '../display-settings.ts';
import { inLanguage, localPath } from '../local-path.ts';
import { Button } from '../ui/button.tsx';
import { Radios } from '../ui/choices.tsx';
import { Notice } from '../ui/content.tsx';
import { Page } from '../ui/page.tsx';
import { QuestionForm } from '../ui/question-form.tsx';
import type { Visit, WebEnv } from '../visit.ts';

const choices = (
  visit: Visit,
): readonly { name: keyof DisplaySettings; label: string; options: Option[] }[] => {
  const { t } = visit;
  return [
    {
      name: 'size',
      label: t('display:size.label'),
      options: textSizes.map((value) => ({ value, text: t(`display:size.${value}`) })),
    },
    {
      name: 'scheme',
      label: t('display:scheme.label'),
      options: colourSchemes.map((value) => ({
        value,
        text: t(`display:scheme.${value}`),
        sample: value === 'device' ? undefined : <SchemeSample scheme={value} />,
      })),
    },
    {
      name: 'spacing',
      label: t('display:spacing.label'),
      options: spacings.map((value) => ({ value, text: t(`display:spacing.${value}`) })),
    },
    {
      name: 'images',
      label: t('display:images.label'),
      options: imageModes.map((value) => ({ value, text: t(`display:images.${value}`) })),
    },
  ];
};
/** The style sheet's own colours, since a scheme is an attribute that any element can carry. */
const SchemeSample = ({ scheme }: { readonly scheme: DisplaySettings['scheme'] }) => (
  <span class="sample" data-scheme={scheme} aria-hidden="true">
    Аа
  </span>
);

interface Option {
  readonly value: string;
  readonly text: string;
  readonly sample?: Child | undefined;
}

const DisplayPage = ({ visit, back, saved }: { visit: Visit; back: string | null; saved: boolean }) => {
  const { t, language, display } = visit;
  return (
    <Page
      visit={visit}
      title={t('display:title')}
      section="display"
      back={back ?? undefined}
      styles={['forms.css']}
    >
      {saved ? (
        <Notice kind="done" live="status">
          <p>{t('display:saved')}</p>
        </Notice>
      ) : null}
      <h1>{t('display:title')}</h1>
      <p>{t('display:intro')}</p>
      <QuestionForm
        visit={visit}
        action={`/${language}/display`}
        submit={t('common:save')}
        hidden={back ? { back } : {}}
        more={
          <Button kind="quiet" name="reset" value="1">
            {t('display:reset')}
          </Button>
        }
      >
        {choices(visit).map((choice) => (
          <Radios {...choice} value={display[choice.name]} />
        ))}
        {back ? <p>{t('display:backWhere')}</p> : null}
      </QuestionForm>
    </Page>
  );
};

/** Size, colours, spacing, pictures: one page of the same site, applied by the server from a cookie. */
export const displayPages = (): Hono<WebEnv> => {
  const app = new Hono<WebEnv>();

  app.get('/:lang{kk|ru}/display', (c) => {
    const visit = c.get('visit');
    const asked = localPath(c.req.query('back'));
    const back = asked ? inLanguage(asked, visit.language) : null;
    return c.html(<DisplayPage visit={visit} back={back} saved={c.req.query('saved') === '1'} />);
  });

  app.post('/:lang{kk|ru}/display', async (c) => {
    const visit = c.get('visit');
    const form = new URLSearchParams(await c.req.text());
    const chosen = form.has('reset') ? defaultDisplay : readDisplay((name) => form.get(name), visit.display);
    writeCookie(c, displayCookie, writeDisplayCookie(chosen), { maxAge: aYear });
    const back = localPath(form.get('back') ?? undefined);
    return c.redirect(back ?? `/${visit.language}/display?saved=1`, 303);
  });
  return app;
};
