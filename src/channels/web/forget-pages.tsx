import { Hono } from 'hono';
import type { ActionContext } from '../../actions/context.ts';
import { forgetDraft } from '../../actions/forget-draft.ts';
import { dropCookie, readCookie } from '../../web/cookies.ts';
import { takePass } from '../../web/receipt-pass-cookie.ts';
import { LinkButton } from '../../web/ui/button.tsx';
import { Page } from '../../web/ui/page.tsx';
import { QuestionForm } from '../../web/ui/question-form.tsx';
import type { Visit, WebEnv } from '../../web/visit.ts';
import { pageOf, type WebJourney } from './web-journey.ts';

interface Props {
  readonly visit: Visit;
  readonly web: WebJourney;
}

const AskPage = ({ visit, web }: Props) => {
  const { t, language } = visit;
  const title = t('appeal:forget.title');
  return (
    <Page visit={visit} title={title} section={web.path} quickExit={web.quickExit} styles={['forms.css']}>
      <h1>{title}</h1>
      <QuestionForm
        visit={visit}
        action={pageOf(web, language, 'forget')}
        submit={t('appeal:forget.yes')}
        submitKind="warning"
        more={
          <LinkButton kind="quiet" href={`/${language}/${web.path}`}>
            {t('appeal:forget.no')}
          </LinkButton>
        }
      >
        <p>{t('appeal:forget.text')}</p>
        <p>{t(`${web.texts}:forget.sent`)}</p>
      </QuestionForm>
      <ul class="links">
        <li>
          <a href={pageOf(web, language, 'elsewhere')}>{t('talk:elsewhere.link')}</a>
        </li>
      </ul>
    </Page>
  );
};

const ForgottenPage = ({ visit, web }: Props) => {
  const { t, language } = visit;
  const title = t('appeal:forget.done');
  return (
    <Page visit={visit} title={title} section={web.path} quickExit={web.quickExit}>
      <h1>{title}</h1>
      <p>{t('appeal:forget.doneText')}</p>
      <div class="buttons">
        <LinkButton href={`/${language}/`}>{t('appeal:forget.toStart')}</LinkButton>
      </div>
    </Page>
  );
};

/** Finish and forget, for devices that others use too: asks once, then nothing of the person is left here. */
export const forgetPages = (ctx: ActionContext, web: WebJourney): Hono<WebEnv> => {
  const app = new Hono<WebEnv>();
  const root = `/:lang{kk|ru}/${web.path}`;

  app.get(`${root}/forget`, (c) => c.html(<AskPage visit={c.get('visit')} web={web} />));
  app.get(`${root}/forgotten`, (c) => c.html(<ForgottenPage visit={c.get('visit')} web={web} />));
  app.post(`${root}/forget`, async (c) => {
    const token = readCookie(c, web.cookie);
    if (token) await forgetDraft(ctx, token);
    dropCookie(c, web.cookie);
    takePass(c);
    return c.redirect(pageOf(web, c.get('visit').language, 'forgotten'), 303);
  });
  return app;
};
