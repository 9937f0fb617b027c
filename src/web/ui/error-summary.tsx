import type { Visit } from '../visit.ts';
import type { FieldError } from './field.tsx';

/** Where a form that was not accepted leads back to: `303` to the page with this at its end. */
export const errorAnchor = '#error-summary';

/**
 * What is wrong, at the top of the page, each with a link to its field. It takes the focus on arrival without a
 * script: a redirect ends in `#error-summary`; a page that answers in place asks for the focus itself, as one that has
 * an anchor in its address must not.
 */
export const ErrorSummary = ({
  visit,
  errors,
}: {
  readonly visit: Visit;
  readonly errors?: readonly FieldError[] | undefined;
}) =>
  errors && errors.length > 0 ? (
    <div
      class="error-summary"
      id="error-summary"
      role="alert"
      tabindex={-1}
      autofocus
      aria-labelledby="error-title"
    >
      <h2 id="error-title">{visit.t('errors:summary')}</h2>
      <ul>
        {errors.map((error) => (
          <li>
            <a href={`#${error.field}`}>{error.text}</a>
          </li>
        ))}
      </ul>
    </div>
  ) : null;
