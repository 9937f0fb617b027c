import type { Question } from '../../domain/journeys/question.ts';
import { type Language, languageOfWords } from '../../domain/language.ts';
import { unreachable } from '../../domain/result.ts';
import { Checkboxes, type ChoiceOption, Radios } from '../../web/ui/choices.tsx';
import { DateInput } from '../../web/ui/date-input.tsx';
import { Select, TextArea, TextInput } from '../../web/ui/text-fields.tsx';
import type { Visit } from '../../web/visit.ts';
import { moreOf, optionText, titleOf } from './question-texts.ts';
import type { Typed } from './typed.ts';
import type { WebJourney } from './web-journey.ts';

/** More options than this are offered as a list that opens: twenty radio buttons hide the one that is looked for. */
const mostRadios = 16;
/** Typed text longer than this gets a box of several lines. */
const longestLine = 254;

export interface QuestionFieldProps {
  readonly visit: Visit;
  readonly web: WebJourney;
  readonly question: Question;
  readonly typed: Typed;
  readonly error: string | undefined;
  /** Where we are: "3-қадам". */
  readonly caption: string;
  /** What helps to answer; a search says here what it found. */
  readonly hint: string | undefined;
  /** Options of a question of the kind `organisation`: what the search found. */
  readonly organisations?: readonly ChoiceOption[] | undefined;
}

const choiceOptions = ({ visit, web, question }: QuestionFieldProps): readonly ChoiceOption[] =>
  (question.options ?? []).map((option) => ({
    value: option.code,
    text: optionText(visit, option),
    hint: moreOf(visit, web, question, `option.${option.code}`),
  }));

const ConsentBody = ({ visit, web, question }: QuestionFieldProps) => (
  <ul>
    {(['what', 'who', 'back'] as const).map((part) => (
      <li>{moreOf(visit, web, question, `body.${part}`)}</li>
    ))}
  </ul>
);

const marks: readonly ChoiceOption[] = Array.from({ length: 10 }, (_, index) => ({
  value: String(index + 1),
  text: String(index + 1),
}));

/** The one field of a question's page, its label the heading of the page. */
export const QuestionField = (props: QuestionFieldProps) => {
  const { visit, web, question, typed, error, caption } = props;
  const { t } = visit;
  const common = {
    name: question.id,
    label: titleOf(visit, web, question),
    heading: true,
    hint: props.hint,
    error,
    caption,
  };
  const [first = ''] = typed;
  const lang = languageOfWords(first, visit.language);
  switch (question.kind) {
    case 'choice': {
      const options = choiceOptions(props);
      if (options.length <= mostRadios) return <Radios {...common} options={options} value={first} />;
      const empty = { value: '', text: moreOf(visit, web, question, 'empty') ?? '' };
      return <Select {...common} options={[empty, ...options]} value={first} />;
    }
    case 'choices':
      return <Checkboxes {...common} options={choiceOptions(props)} values={typed} />;
    case 'organisation':
      return <Radios {...common} options={props.organisations ?? []} value={first} />;
    case 'score':
      return <Radios {...common} options={marks} value={first} inline />;
    case 'consent':
      return (
        <Checkboxes
          {...common}
          options={[{ value: 'yes', text: moreOf(visit, web, question, 'agree') ?? '' }]}
          values={first === '' ? [] : ['yes']}
        >
          <ConsentBody {...props} />
        </Checkboxes>
      );
    case 'date':
      return (
        <DateInput
          {...common}
          value={{ day: typed[0] ?? '', month: typed[1] ?? '', year: typed[2] ?? '' }}
          words={{ day: t('appeal:date.day'), month: t('appeal:date.month'), year: t('appeal:date.year') }}
          birthDate={question.autocomplete === 'bday'}
        />
      );
    case 'phone':
      return (
        <TextInput
          {...common}
          value={first}
          type="tel"
          inputmode="tel"
          autocomplete={question.autocomplete}
          width={20}
        />
      );
    case 'text':
      return <TypedText {...common} question={question} value={first} lang={lang} />;
    case 'statement':
      return <TextArea {...common} value={first} maxLength={question.maxLength} lang={lang} />;
    case 'files':
    case 'check':
      return null;
    default:
      return unreachable(question.kind);
  }
};

const TypedText = ({
  question,
  ...field
}: {
  readonly question: Question;
  readonly name: string;
  readonly label: string;
  readonly heading: boolean;
  readonly hint: string | undefined;
  readonly error: string | undefined;
  readonly caption: string;
  readonly value: string;
  readonly lang: Language;
}) => {
  const typing = { ...field, autocomplete: question.autocomplete, maxLength: question.maxLength };
  if (question.format === 'iin')
    return <TextInput {...typing} inputmode="numeric" width={20} spellcheck={false} />;
  if (question.format === 'email')
    return <TextInput {...typing} type="email" inputmode="email" spellcheck={false} />;
  return (question.maxLength ?? 0) > longestLine ? (
    <TextArea {...typing} rows={4} />
  ) : (
    <TextInput {...typing} spellcheck={question.autocomplete === 'off' ? undefined : false} />
  );
};
