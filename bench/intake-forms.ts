import { randomInt, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';

const voices: Readonly<Record<'kk' | 'ru', readonly string[]>> = JSON.parse(
  readFileSync(new URL('../reference/voices.json', import.meta.url), 'utf8'),
);

/** What the form of the check page carries in one language: every answer of the journey, all that can be said. */
const answersOf = (language: 'kk' | 'ru', statement: string): URLSearchParams => {
  const kk = language === 'kk';
  const answers = new URLSearchParams({
    'for-whom': 'self',
    type: 'complaint',
    danger: 'no',
    statement,
    region: 'KZ-75',
    organisation: 'unknown',
    topic: 'visits',
    name: kk ? 'Сейітова Жансая Ерланқызы' : 'Петрова Анна Сергеевна',
    'answer-channel': 'phone',
    details: 'yes',
    address: kk ? 'Алматы, Абай даңғылы, 12, 34-пәтер' : 'Алматы, проспект Абая, 12, кв. 34',
    'birth-date': '1985-03-14',
    category: 'disability-2',
    'hide-name': 'no',
    consent: 'yes',
  });
  for (const need of ['plain-language', 'call-me']) answers.append('needs', need);
  return answers;
};

export interface FilledForm {
  readonly path: string;
  /** The body with a submission id and a telephone of its own, as a browser sends it. */
  readonly body: () => string;
}

/** The forms that the benchmark sends, made of things people really said, kk and ru. */
export const filledForms = (): readonly FilledForm[] =>
  (['kk', 'ru'] as const).flatMap((language) =>
    voices[language].map((statement) => {
      const rest = answersOf(language, statement).toString();
      const phone = (): string => `%2B7701${randomInt(1_000_000, 10_000_000)}`;
      return {
        path: `/${language}/appeal/send`,
        body: () => `submissionId=${randomUUID()}&phone=${phone()}&${rest}`,
      };
    }),
  );
