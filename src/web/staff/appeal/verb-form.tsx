import type { Child } from 'hono/jsx';
import type { AppealStory } from '../../../actions/staff/read-models.ts';
import { Button, Buttons } from '../../ui/button.tsx';
import { errorAnchor } from '../../ui/error-summary.tsx';
import type { FieldError } from '../../ui/field.tsx';
import type { Visit } from '../../visit.ts';
import { formField } from '../account/taken-form.ts';
import { appealAddress } from '../lists/appeal-table.tsx';
import type { PageVerb } from './page-verbs.ts';

/** What each form of an appeal's page is drawn with. */
export interface VerbProps {
  readonly visit: Visit;
  readonly story: AppealStory;
  readonly csrf: string;
  /** Says who the form was shown to, see `authorMark`. */
  readonly by: string;
  /** UUID that becomes the event's id: sent twice, done once. */
  readonly formId: string;
  /** What was typed, where the form comes back. */
  readonly typed: URLSearchParams | null;
  readonly errors: readonly FieldError[];
  readonly primary: boolean;
}

export const errorAt = (errors: readonly FieldError[], field: string): string | undefined =>
  errors.find((error) => error.field === field)?.text;

export const HiddenFields = ({ csrf, by, formId }: Pick<VerbProps, 'csrf' | 'by' | 'formId'>) => (
  <>
    <input type="hidden" name={formField.id} value={formId} />
    <input type="hidden" name={formField.csrf} value={csrf} />
    <input type="hidden" name={formField.by} value={by} />
  </>
);

/** Where a form is, for links from the top of the page and from the list of mistakes. */
export const verbAnchor = (verb: PageVerb): string => `do-${verb}`;

/** A form that changes the appeal: what it does, its fields, one button. */
export const VerbForm = ({
  verb,
  multipart,
  lead,
  kind,
  besides,
  children,
  ...props
}: VerbProps & {
  readonly verb: PageVerb;
  readonly multipart?: boolean | undefined;
  /** Said before anything is typed: what will happen. */
  readonly lead?: string | undefined;
  readonly kind?: 'warning' | undefined;
  /** More buttons, after the one that does it. */
  readonly besides?: Child | undefined;
  readonly children?: Child;
}) => {
  const { t } = props.visit;
  const id = verbAnchor(verb);
  return (
    <section class="verb" id={id} tabindex={-1} aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{t(`staff:verb.${verb}.title`)}</h3>
      {lead ? <p>{lead}</p> : null}
      <form
        method="post"
        action={`${appealAddress(props.story.line.receipt)}/${verb}${errorAnchor}`}
        enctype={multipart ? 'multipart/form-data' : undefined}
        novalidate
        data-action={verb}
      >
        <HiddenFields {...props} />
        {children}
        <Buttons>
          <Button kind={props.primary ? 'primary' : (kind ?? 'quiet')}>
            {t(`staff:verb.${verb}.submit`)}
          </Button>
          {besides}
        </Buttons>
      </form>
    </section>
  );
};
