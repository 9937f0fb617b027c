import { Hono } from 'hono';
import type { ActionContext } from '../../actions/context.ts';
import { draftHours } from '../../actions/draft.ts';
import { openDraft } from '../../actions/open-draft.ts';
import { draftFromHandOver, handOverDraft } from '../../actions/talk/hand-over.ts';
import { readCookie, writeCookie } from '../../web/cookies.ts';
import { Page } from '../../web/ui/page.tsx';
import { QuestionForm } from '../../web/ui/question-form.tsx';
import { TextInput } from '../../web/ui/text-fields.tsx';
import type { Visit, WebEnv } from '../../web/visit.ts';
import { pageOf, type WebJourney } from './web-journey.ts';

interface Props {
  readonly visit: Visit;
  readonly web: WebJourney;
}

const inPairs = (code: string): string => code.replace(/(\d\d)(?=\d)/g, '$1 ');

const GivePage = ({ visit, web }: Props) => {
  const { t, language } = visit;
  const title = t('talk:elsewhere.title');
  return (
    <Page visit={visit} title={title} section={web.path} quickExit={web.quickExit} styles={['forms.css']}>
      <h1>{title}</h1>
      <QuestionForm
        visit={visit}
        action={pageOf(web, language, 'elsewhere')}
        submit={t('talk:elsewhere.give')}
      >
        <p>{t('talk:elsewhere.lead')}</p>
      </QuestionForm>
      <ul class="links">
        <li>
          <a href={pageOf(web, language, 'bring')}>{t('talk:elsewhere.have')}</a>
        </li>
      </ul>
    </Page>
  );
};

const CodePage = ({ visit, web, code }: Props & { readonly code: string }) => {
  const { t, contacts } = visit;
  const title = t('talk:elsewhere.given');
  return (
    <Page visit={visit} title={title} section={web.path} quickExit={web.quickExit} styles={['forms.css']}>
      <h1>{title}</h1>
      <p>
        <strong data-hand-over>{inPairs(code)}</strong>
      </p>
      <p>{t('talk:elsewhere.how')}</p>
      {contacts.telegram ? (
        <p>
          <a href={`https://t.me/${contacts.telegram}?start=${code}`}>{t('talk:elsewhere.telegram')}</a>
        </p>
      ) : null}
    </Page>
  );
};

const BringPage = ({ visit, web, error }: Props & { readonly error: string | undefined }) => {
  const { t, language } = visit;
  const title = t('talk:elsewhere.bring');
  return (
    <Page
      visit={visit}
      title={title}
      section={web.path}
      quickExit={web.quickExit}
      styles={['forms.css']}
      error={error !== undefined}
    >
      <QuestionForm
        visit={visit}
        action={pageOf(web, language, 'bring')}
        submit={t('talk:elsewhere.submit')}
        errors={error === undefined ? [] : [{ field: 'code', text: error }]}
      >
        <TextInput
          name="code"
          label={title}
          heading
          hint={t('talk:elsewhere.bringHint')}
          error={error}
          inputmode="numeric"
          autocomplete="off"
          value=""
        />
      </QuestionForm>
    </Page>
  );
};

/** A short code carries the draft of this device on to a telephone or Telegram, and one from there brings it here. */
export const elsewherePages = (ctx: ActionContext, web: WebJourney): Hono<WebEnv> => {
  const app = new Hono<WebEnv>();
  const root = `/:lang{kk|ru}/${web.path}`;

  app.get(`${root}/elsewhere`, async (c) => {
    const visit = c.get('visit');
    const token = readCookie(c, web.cookie);
    if (!token || (await openDraft(ctx, token)) === null)
      return c.redirect(pageOf(web, visit.language, 'bring'), 303);
    return c.html(<GivePage visit={visit} web={web} />);
  });
  app.post(`${root}/elsewhere`, async (c) => {
    const visit = c.get('visit');
    const token = readCookie(c, web.cookie);
    const drawn = token ? await handOverDraft(ctx, token) : null;
    if (!drawn?.ok) return c.redirect(pageOf(web, visit.language, 'bring'), 303);
    return c.html(<CodePage visit={visit} web={web} code={drawn.value.code} />);
  });
  app.get(`${root}/bring`, (c) => c.html(<BringPage visit={c.get('visit')} web={web} error={undefined} />));
  app.post(`${root}/bring`, async (c) => {
    const visit = c.get('visit');
    const code = new URLSearchParams(await c.req.text()).get('code') ?? '';
    const brought = await draftFromHandOver(ctx, code, visit.address);
    if (!brought.ok) {
      const error = visit.t(brought.error === 'code-wrong' ? 'talk:elsewhere.wrong' : 'talk:elsewhere.later');
      return c.html(<BringPage visit={visit} web={web} error={error} />, 422);
    }
    const { token, draft } = brought.value;
    // The code may have been drawn for the other journey: its own cookie and path.
    const path = draft.journey === 'rating' ? 'rate' : 'appeal';
    const cookie = draft.journey === 'rating' ? 'rating' : 'appeal';
    writeCookie(c, cookie, token, { maxAge: draftHours * 60 * 60 });
    return c.redirect(`/${visit.language}/${path}/check`, 303);
  });
  return app;
};
