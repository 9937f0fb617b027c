import { describedBy, type FieldProps, GroupedField, invalid } from './field.tsx';

/** A date as it was typed, part by part, so that a wrong one can be shown again unchanged. */
export interface TypedDate {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

interface DateInputProps extends FieldProps {
  readonly value?: Partial<TypedDate> | undefined;
  /** Words for the three boxes. */
  readonly words: { readonly day: string; readonly month: string; readonly year: string };
  /** It is the person's own date of birth: `bday-day` and so on. */
  readonly birthDate?: boolean | undefined;
}

/** Three boxes named `NAME-day`, `NAME-month`, `NAME-year`; the first carries the id `NAME`, for the error's link. */
export const DateInput = ({ value = {}, words, birthDate, ...field }: DateInputProps) => (
  <GroupedField
    {...field}
    controls={
      <div class="date">
        {(['day', 'month', 'year'] as const).map((part) => {
          const id = part === 'day' ? field.name : `${field.name}-${part}`;
          return (
            <div>
              <label for={id}>{words[part]}</label>
              <input
                class={part === 'year' ? 'input width-4' : 'input width-2'}
                id={id}
                name={`${field.name}-${part}`}
                type="text"
                inputmode="numeric"
                value={value[part] ?? ''}
                autocomplete={birthDate ? `bday-${part}` : undefined}
                aria-describedby={describedBy(field)}
                aria-invalid={invalid(field.error)}
              />
            </div>
          );
        })}
      </div>
    }
  />
);
