import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { Visit } from '../visit.ts';
import { BackLink } from './navigation.tsx';
import { Footer } from './page-footer.tsx';
import { Header } from './page-header.tsx';
import type { Section } from './sections.ts';
import type { StaffBar } from './staff-navigation.tsx';

export interface PageProps {
  readonly visit: Visit;
  /** The question, or what the page is: its `h1`, word for word. */
  readonly title: string;
  /** "3-қадам", "шаг 3": stands in the title after the question. */
  readonly step?: string | undefined;
  /** Something on the page has to be mended: the title starts with "Қате:" or "Ошибка:". */
  readonly error?: boolean | undefined;
  readonly section?: Section | undefined;
  /** Address of the step before. */
  readonly back?: string | undefined;
  /** A way out of here at once, for those who are not safe where they are. On every appeal page. */
  readonly quickExit?: boolean | undefined;
  /** `citizen`: one column; `public`: the same with room for tables; `staff`: denser, with its own navigation. */
  readonly variant?: 'citizen' | 'public' | 'staff' | undefined;
  readonly staff?: StaffBar | undefined;
  /** Entries beside `base.css`: `forms.css` on each page with a form. Staff pages get `forms.css` and `staff.css`. */
  readonly styles?: readonly string[] | undefined;
  /** Entries such as `recorder.js`; every page works without them. */
  readonly scripts?: readonly string[] | undefined;
  /** Stands after `main`, before the footer: when a session ends, say. Must be a landmark of its own. */
  readonly foot?: Child | undefined;
  readonly children?: Child;
}

const titleOf = ({ visit, title, step, error, section }: PageProps): string => {
  const { t } = visit;
  const journey =
    section === 'appeal' || section === 'rate' || section === 'status' || section === 'institutions'
      ? t(`common:section.${section}`)
      : undefined;
  const parts = [title, step, journey === title ? undefined : journey, t('common:product')];
  const said = parts.filter(Boolean).join(' – ');
  return error ? `${t('errors:titlePrefix')}: ${said}` : said;
};

/** The whole document: `c.html(<Page …>…</Page>)`. */
export const Page = (props: PageProps) => {
  const { visit, variant = 'citizen', children } = props;
  const { display, assets, t, language } = visit;
  const entries = new Set([
    'base.css',
    ...(variant === 'staff' ? ['forms.css', 'staff.css'] : []),
    ...(props.styles ?? []),
  ]);
  const scripted = props.quickExit || entries.has('forms.css');
  const scripts = new Set([...(scripted ? ['page.js'] : []), ...(props.scripts ?? [])]);
  return (
    <>
      {raw('<!DOCTYPE html>')}
      <html
        lang={language}
        data-size={display.size === 'normal' ? undefined : display.size}
        data-scheme={display.scheme === 'device' ? undefined : display.scheme}
        data-spacing={display.spacing === 'normal' ? undefined : display.spacing}
        data-images={display.images === 'on' ? undefined : display.images}
      >
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width,initial-scale=1" />
          <title>{titleOf(props)}</title>
          {[...entries].map((entry) => (
            <link rel="stylesheet" href={assets.url(entry)} />
          ))}
          <link rel="icon" href={assets.url('mark.svg')} type="image/svg+xml" />
          {variant === 'staff' ? <meta name="robots" content="noindex" /> : null}
          {[...scripts].map((entry) => (
            <script type="module" src={assets.url(entry)} />
          ))}
        </head>
        <body class={variant}>
          <a class="skip" href="#main">
            {t('common:skipLink')}
          </a>
          <Header
            visit={visit}
            section={props.section}
            home={variant === 'staff' ? '/staff/' : `/${language}/`}
            staff={props.staff}
          />
          <div class="inner">
            {props.back || props.quickExit ? (
              <nav class="above" aria-label={t('common:ways')}>
                {props.back ? <BackLink href={props.back} text={t('common:back')} /> : null}
                {props.quickExit ? <QuickExit visit={visit} /> : null}
              </nav>
            ) : null}
            <main id="main" tabindex={-1}>
              {children}
            </main>
            {props.foot}
          </div>
          <Footer visit={visit} section={props.section} />
        </body>
      </html>
    </>
  );
};

/** Leads to the state's weather service: a page that anyone may have been looking at. */
const QuickExit = ({ visit }: { readonly visit: Visit }) => (
  <a
    class="button warning quick-exit"
    href={`https://www.kazhydromet.kz/${visit.language}/`}
    rel="noreferrer nofollow"
    data-quick-exit=""
  >
    {visit.t('common:quickExit')}
  </a>
);
