import type { Child } from 'hono/jsx';
import type { Language } from '../../domain/language.ts';
import { describedBy, type FieldProps, GroupedField, invalid } from './field.tsx';

export interface ChoiceOption {
  readonly value: string;
  readonly text: string;
  readonly hint?: string | undefined;
  /** Language of the text, where it isn't the page's. */
  readonly lang?: Language | undefined;
  /** A decorative sample beside the text. */
  readonly sample?: Child | undefined;
  /** A word on a line of its own before this option: "or". */
  readonly divider?: string | undefined;
  /** Shown right under the option (another field, say); always visible, scripts or not. */
  readonly below?: Child | undefined;
}

interface ChoicesProps extends FieldProps {
  readonly options: readonly ChoiceOption[];
  /** In a row where there is room: for short words such as yes and no, or marks from 1 to 10. */
  readonly inline?: boolean | undefined;
}

const optionId = (name: string, index: number): string => (index === 0 ? name : `${name}-${index + 1}`);

const Options = ({
  type,
  isChosen,
  ...field
}: ChoicesProps & { type: 'radio' | 'checkbox'; isChosen: (value: string) => boolean }) => (
  <div class={field.inline ? 'choices choices-inline' : 'choices'}>
    {field.options.map((option, index) => {
      const id = optionId(field.name, index);
      const ownHint = option.hint ? `${id}-own-hint` : undefined;
      return (
        <>
          {option.divider ? <p class="divider">{option.divider}</p> : null}
          <div class="choice">
            <input
              type={type}
              id={id}
              name={field.name}
              value={option.value}
              checked={isChosen(option.value)}
              aria-describedby={describedBy(field, ownHint)}
              aria-invalid={type === 'checkbox' ? invalid(field.error) : undefined}
            />
            <label for={id} lang={option.lang}>
              {option.text}
              {option.sample}
            </label>
            {ownHint ? (
              <div class="hint" id={ownHint}>
                {option.hint}
              </div>
            ) : null}
          </div>
          {option.below ? <div class="below">{option.below}</div> : null}
        </>
      );
    })}
  </div>
);

/** One of several. `value` is the code chosen before, if any. */
export const Radios = ({ value, ...field }: ChoicesProps & { readonly value?: string | undefined }) => (
  <GroupedField
    {...field}
    role="radiogroup"
    controls={<Options {...field} type="radio" isChosen={(code) => code === value} />}
  />
);

/** Any number of several; posted as repeated `name`. */
export const Checkboxes = ({
  values = [],
  ...field
}: ChoicesProps & { readonly values?: readonly string[] | undefined }) => (
  <GroupedField
    {...field}
    controls={<Options {...field} type="checkbox" isChosen={(code) => values.includes(code)} />}
  />
);
