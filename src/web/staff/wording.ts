import type { OfficialName } from '../../actions/staff/read-models.ts';
import { localDay } from '../../domain/calendar.ts';
import type { Bilingual, Language } from '../../domain/language.ts';
import { groupReceipt, parseReceipt } from '../../domain/receipt-number.ts';
import { zone } from '../../text/dates.ts';

/** A word from the texts where a sentence or a heading begins with it. */
export const capital = (text: string, language: Language): string =>
  text.charAt(0).toLocaleUpperCase(language) + text.slice(1);

/** `2600000017` as it is read: `26 0000 0017`. */
export const sayReceipt = (receipt: string): string => {
  const parsed = parseReceipt(receipt);
  return parsed.ok ? groupReceipt(parsed.value) : receipt;
};

interface Called {
  readonly name: Bilingual;
}
export const nameIn = (language: Language, named: Called | null): string | null =>
  named ? named.name[language] : null;
export const nameOf = (official: OfficialName | null): string | null => official?.name ?? null;

/** `YYYY-MM-DD` for a `datetime` attribute, in the country's time zone. */
export const isoDay = (instant: Date): string => localDay(instant, zone);
