import { detectLanguage } from '../../domain/conversation/detect-language.ts';
import type { Language } from '../../domain/language.ts';
import { sayTime } from '../../text/dates.ts';
import type { Visit } from '../../web/visit.ts';

interface Run {
  readonly language: Language | undefined;
  readonly lines: string[];
}

/** A receipt number is not torn apart at the end of a line. */
const unbroken = (line: string): string =>
  line.replace(/\b\d{2} \d{4} \d{4}\b/g, (number) => number.replaceAll(' ', '\u00a0'));

/** Lines of a message, those of one language together: a message may be in both. */
const runsOf = (text: string): readonly Run[] => {
  const whole = detectLanguage(text) ?? undefined;
  const runs: Run[] = [];
  for (const line of text.split('\n')) {
    const language = detectLanguage(line) ?? whole;
    const last = runs.at(-1);
    if (last !== undefined && last.language === language) last.lines.push(line);
    else runs.push({ language, lines: [line] });
  }
  return runs;
};

/** The language of a few words, where it can be told and isn't the page's. */
export const languageOf = (text: string, page: Language): Language | undefined => {
  const found = detectLanguage(text);
  return found === null || found === page ? undefined : found;
};

/** A message, line breaks kept, each part in its own language. */
export const Words = ({ text }: { readonly text: string }) => (
  <>
    {runsOf(text).map(({ language, lines }) => (
      <p class="lab-words" lang={language}>
        {lines.map(unbroken).join('\n')}
      </p>
    ))}
  </>
);

/** Who says it, and when. */
export const Who = ({
  visit,
  from,
  at,
}: {
  readonly visit: Visit;
  readonly from: 'person' | 'service';
  readonly at: Date;
}) => (
  <p class="lab-who">
    {visit.t(`lab:who.${from}`)} <time datetime={at.toISOString()}>{sayTime(at)}</time>
  </p>
);
