import type { Child } from 'hono/jsx';
import type { Language } from '../../domain/language.ts';

/** The good news of a confirmation page: its `h1` and what must be kept. */
export const Panel = ({ title, children }: { readonly title: string; readonly children?: Child }) => (
  <div class="panel">
    <h1>{title}</h1>
    {children}
  </div>
);

export type NoticeKind = 'info' | 'done' | 'warning' | 'error';

/**
 * Something to be told beside the content. `live` is for what was put in after the page was loaded or came of what
 * the person just did; a whole new element, since screen readers miss words put into an empty one.
 */
export const Notice = ({
  kind = 'info',
  title,
  live,
  children,
}: {
  readonly kind?: NoticeKind | undefined;
  readonly title?: string | undefined;
  readonly live?: 'status' | 'alert' | undefined;
  readonly children?: Child;
}) => (
  <div class={`notice notice-${kind}`} role={live}>
    {title ? (
      <p>
        <strong>{title}</strong>
      </p>
    ) : null}
    {children}
  </div>
);

/** A person's own words, in the language they were said in, line breaks kept. */
export const Quote = ({
  language,
  children,
  label,
}: {
  readonly language: Language;
  readonly children?: Child;
  /** Who says it, shown above. */
  readonly label?: Child | undefined;
}) => (
  <figure class="quote">
    {label ? <figcaption>{label}</figcaption> : null}
    <blockquote lang={language}>{children}</blockquote>
  </figure>
);

/** More for those who want it: opens without a script. */
export const Details = ({
  summary,
  open,
  children,
}: {
  readonly summary: string;
  readonly open?: boolean | undefined;
  readonly children?: Child;
}) => (
  <details open={open}>
    <summary>{summary}</summary>
    <div>{children}</div>
  </details>
);

/** Numbers that must be kept or read out: large, evenly spaced. `data` names it to tests (`receipt`, `code`). */
export const BigNumber = ({
  children,
  data,
}: {
  readonly children: string;
  readonly data?: 'receipt' | 'code' | undefined;
}) => (
  <strong
    class="big-number"
    data-receipt={data === 'receipt' ? '' : undefined}
    data-code={data === 'code' ? '' : undefined}
  >
    {children}
  </strong>
);
