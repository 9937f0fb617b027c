import type { Child } from 'hono/jsx';
import type { Language } from '../../domain/language.ts';
import { Unseen } from './button.tsx';

export interface SummaryRow {
  readonly key: string;
  readonly value: Child;
  /** Language of the value, where it isn't the page's. */
  readonly lang?: Language | undefined;
  readonly change?:
    | {
        readonly href: string;
        /** The word on the link: "Өзгерту", "Изменить". */
        readonly text: string;
        /** What is changed, for those who hear links out of context; the row's key unless told. */
        readonly about?: string | undefined;
      }
    | undefined;
}

/** Questions and answers, one row each, with a link that leads back to the question. */
export const SummaryList = ({ rows }: { readonly rows: readonly SummaryRow[] }) => (
  <dl class="summary">
    {rows.map((row) => (
      <div>
        <dt>{row.key}</dt>
        <dd class="value" lang={row.lang}>
          {row.value}
        </dd>
        {row.change ? (
          <dd class="change">
            <a href={row.change.href}>
              {row.change.text}
              <Unseen>: {row.change.about ?? row.key}</Unseen>
            </a>
          </dd>
        ) : null}
      </div>
    ))}
  </dl>
);
