import type { Child } from 'hono/jsx';
import { Button } from '../../web/ui/button.tsx';
import type { Visit } from '../../web/visit.ts';

/** One of the three ways to try: a landmark with its heading. */
export const Pane = ({
  id,
  title,
  about,
  children,
}: {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly children?: Child;
}) => (
  <section class="lab-pane" id={id} aria-labelledby={`${id}-title`}>
    <h2 id={`${id}-title`}>{title}</h2>
    <p class="hint">{about}</p>
    {children}
  </section>
);

/**
 * What has been said, newest at the bottom and always in sight. What comes in is added to the list, and read out by
 * screen readers; `quiet` where it is heard as sound anyway.
 */
export const Log = ({
  id,
  label,
  empty,
  last,
  quiet,
  children,
}: {
  readonly id: string;
  readonly label: string;
  readonly empty: string;
  /** Place of the newest entry: a script asks for what came after it. */
  readonly last: number;
  readonly quiet?: boolean;
  readonly children?: Child;
}) => {
  const list = (
    <ol id={id} data-last={last} data-empty={empty}>
      {children}
    </ol>
  );
  // It scrolls, and must do so by the keyboard too.
  return quiet ? (
    <section class="lab-log" aria-label={label} tabindex={0}>
      {list}
    </section>
  ) : (
    <div class="lab-log" role="log" aria-label={label} tabindex={0}>
      {list}
    </div>
  );
};

/** A form that works by loading the page anew, and without that where scripts run. */
export const LabForm = ({
  to,
  files,
  children,
}: {
  readonly to: 'chat' | 'sms' | 'phone' | 'forget';
  readonly files?: boolean;
  readonly children?: Child;
}) => (
  <form
    class="lab-form"
    method="post"
    action={`/lab/${to}`}
    enctype={files ? 'multipart/form-data' : undefined}
    data-lab={to}
    novalidate
  >
    {children}
  </form>
);

/** For browsers without scripts: what came in since is on the page when it is loaded again. */
export const LookAgain = ({ visit, at }: { readonly visit: Visit; readonly at: string }) => (
  <noscript>
    <p>
      <a class="alone" href={`/lab?look=${at}#${at}`}>
        {visit.t('lab:look')}
      </a>
    </p>
  </noscript>
);

/** Something that one press sends. */
export const Sample = ({
  value,
  lang,
  children,
}: {
  readonly value: string;
  readonly lang?: 'kk' | 'ru' | undefined;
  readonly children?: Child;
}) => (
  <li lang={lang}>
    <Button kind="quiet" name="sample" value={value}>
      {children}
    </Button>
  </li>
);
