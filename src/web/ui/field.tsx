import type { Child } from 'hono/jsx';

/** One mistake: `field` is the `name` of the field (its first control carries it as id), `text` says how to mend it. */
export interface FieldError {
  readonly field: string;
  readonly text: string;
}

/** What every question part takes. Texts are already in the person's language. */
export interface FieldProps {
  readonly name: string;
  /** The question. With `heading` it is the `h1` of the page. */
  readonly label: string;
  readonly heading?: boolean | undefined;
  /** Where we are: the journey and the step, shown small above the heading and read with it. */
  readonly caption?: string | undefined;
  readonly hint?: Child | undefined;
  readonly error?: string | undefined;
  /** More content between the hint and the controls; not part of the description. */
  readonly children?: Child | undefined;
}

export const hintId = (name: string): string => `${name}-hint`;
export const errorId = (name: string): string => `${name}-error`;

/**
 * The ids to put on the control itself: a description on the fieldset alone is not spoken by screen readers when
 * one tabs into a radio button (heard with Orca).
 */
export const describedBy = (
  { name, hint, error }: Pick<FieldProps, 'name' | 'hint' | 'error'>,
  ...others: readonly (string | undefined)[]
): string | undefined => {
  const ids = [hint ? hintId(name) : undefined, error ? errorId(name) : undefined, ...others].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
};

export const invalid = (error: string | undefined): 'true' | undefined => (error ? 'true' : undefined);

/** Hint and error of a field, in the order in which they are read. */
export const FieldNotes = ({ name, hint, error }: Pick<FieldProps, 'name' | 'hint' | 'error'>) => (
  <>
    {hint ? (
      <div class="hint" id={hintId(name)}>
        {hint}
      </div>
    ) : null}
    {error ? (
      <p class="error" id={errorId(name)}>
        {error}
      </p>
    ) : null}
  </>
);

/** A field with one control: label (as the heading of the page if it is its question), notes, control. */
export const LabelledField = ({ control, ...field }: FieldProps & { readonly control: Child }) => (
  <div class={field.error ? 'field field-wrong' : 'field'}>
    {field.heading ? (
      <h1>
        {field.caption ? <span class="caption">{field.caption} </span> : null}
        <label for={field.name}>{field.label}</label>
      </h1>
    ) : (
      <label class="label" for={field.name}>
        {field.label}
      </label>
    )}
    <FieldNotes {...field} />
    {field.children}
    {control}
  </div>
);

/** A field with several controls: fieldset and legend. */
export const GroupedField = ({
  controls,
  role,
  ...field
}: FieldProps & { readonly controls: Child; readonly role?: 'radiogroup' | undefined }) => (
  <div class={field.error ? 'field field-wrong' : 'field'}>
    <fieldset role={role} aria-invalid={role === 'radiogroup' ? invalid(field.error) : undefined}>
      <legend class={field.heading ? undefined : 'label'}>
        {field.heading ? (
          <h1>
            {field.caption ? <span class="caption">{field.caption} </span> : null}
            {field.label}
          </h1>
        ) : (
          field.label
        )}
      </legend>
      <FieldNotes {...field} />
      {field.children}
      {controls}
    </fieldset>
  </div>
);
