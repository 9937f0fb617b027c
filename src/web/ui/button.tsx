import type { Child } from 'hono/jsx';

interface Look {
  /** One `primary` (the default) a page; `quiet` is outlined; `warning` for what can't be undone. */
  readonly kind?: 'primary' | 'quiet' | 'warning' | undefined;
  readonly children?: Child;
}
const classOf = (kind: Look['kind']): string =>
  kind === undefined || kind === 'primary' ? 'button' : `button ${kind}`;

interface ButtonProps extends Look {
  readonly name?: string | undefined;
  readonly value?: string | undefined;
  readonly formaction?: string | undefined;
  readonly type?: 'submit' | 'button' | undefined;
  readonly form?: string | undefined;
  readonly id?: string | undefined;
  /** What the button is about, where its words alone don't say it; read after them, not shown. */
  readonly about?: string | undefined;
}

/** A verb: "Өтінішті жіберу", "Отправить обращение". */
export const Button = ({ kind, children, about, type = 'submit', ...rest }: ButtonProps) => (
  <button class={classOf(kind)} type={type} {...rest}>
    {children}
    {about ? <Unseen>: {about}</Unseen> : null}
  </button>
);

/** A link that is the next step and looks like it. */
export const LinkButton = ({
  href,
  kind,
  children,
  rel,
}: Look & { readonly href: string; readonly rel?: string | undefined }) => (
  <a class={classOf(kind)} href={href} rel={rel}>
    {children}
  </a>
);

/** Buttons beside each other; below each other where there is no room. */
export const Buttons = ({ children }: { readonly children?: Child }) => <div class="buttons">{children}</div>;

/** Read by screen readers, not shown. */
export const Unseen = ({ children }: { readonly children?: Child }) => <span class="unseen">{children}</span>;
