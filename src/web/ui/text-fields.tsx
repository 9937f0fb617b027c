import type { Language } from '../../domain/language.ts';
import { describedBy, type FieldProps, invalid, LabelledField } from './field.tsx';

interface TypedProps extends FieldProps {
  readonly value?: string | undefined;
  /** HTML autocomplete token (`name`, `tel`, `email`, `street-address` …). */
  readonly autocomplete?: string | undefined;
  /** Longest text in characters; also checked by the server. Not put on the control: it would cut silently. */
  readonly maxLength?: number | undefined;
  /** Language of what is in the field, where it isn't the page's. */
  readonly lang?: Language | undefined;
}

export interface TextInputProps extends TypedProps {
  readonly type?: 'text' | 'tel' | 'email' | 'password' | 'search' | undefined;
  readonly inputmode?: 'text' | 'numeric' | 'tel' | 'email' | undefined;
  /** Expected length in characters, where it is known: the box is as wide. */
  readonly width?: 2 | 4 | 6 | 10 | 12 | 20 | undefined;
  readonly spellcheck?: boolean | undefined;
}

export const TextInput = ({ value = '', type = 'text', width, ...field }: TextInputProps) => (
  <LabelledField
    {...field}
    control={
      <input
        class={width ? `input width-${width}` : 'input'}
        id={field.name}
        name={field.name}
        type={type}
        value={value}
        inputmode={field.inputmode}
        autocomplete={field.autocomplete}
        spellcheck={field.spellcheck}
        lang={field.lang}
        aria-describedby={describedBy(field)}
        aria-invalid={invalid(field.error)}
      />
    }
  />
);

export const TextArea = ({
  value = '',
  rows = 8,
  ...field
}: TypedProps & { readonly rows?: number | undefined }) => (
  <LabelledField
    {...field}
    control={
      <textarea
        class="input"
        id={field.name}
        name={field.name}
        rows={rows}
        autocomplete={field.autocomplete}
        lang={field.lang}
        aria-describedby={describedBy(field)}
        aria-invalid={invalid(field.error)}
      >
        {/* A browser drops the first line break after the tag; ours is kept so. */}
        {`\n${value}`}
      </textarea>
    }
  />
);

export interface SelectOption {
  readonly value: string;
  readonly text: string;
  readonly lang?: Language | undefined;
  /** Heading of the group this option stands in; options of one group follow each other. */
  readonly group?: string | undefined;
}

const optionsByGroup = (options: readonly SelectOption[]): (readonly [string, readonly SelectOption[]])[] => {
  const groups = new Map<string, SelectOption[]>();
  for (const option of options) {
    const group = groups.get(option.group ?? '');
    if (group) group.push(option);
    else groups.set(option.group ?? '', [option]);
  }
  return [...groups];
};

export const Select = ({
  value = '',
  options,
  ...field
}: FieldProps & { readonly value?: string | undefined; readonly options: readonly SelectOption[] }) => {
  const draw = (option: SelectOption) => (
    <option value={option.value} lang={option.lang} selected={option.value === value}>
      {option.text}
    </option>
  );
  return (
    <LabelledField
      {...field}
      control={
        <select
          class="input"
          id={field.name}
          name={field.name}
          aria-describedby={describedBy(field)}
          aria-invalid={invalid(field.error)}
        >
          {optionsByGroup(options).map(([group, members]) =>
            group ? <optgroup label={group}>{members.map(draw)}</optgroup> : members.map(draw),
          )}
        </select>
      }
    />
  );
};
