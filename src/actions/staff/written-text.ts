import { tidyText } from '../../domain/journeys/check-answer.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { TextRefusal } from './refusals.ts';

/** Longest text of an official, in characters. */
export const longestText = 20_000;
/** Longest reason. */
export const longestReason = 2_000;

/** What an official wrote, tidied as a person's words are. */
export const writtenText = (text: string, longest: number = longestText): Result<string, TextRefusal> => {
  const written = tidyText(text);
  if (written === '') return fail('text-required');
  return [...written].length > longest ? fail('text-too-long') : ok(written);
};

/** A reason that may be left out; cut where it is too long. */
export const reasonOrNull = (reason: string | undefined): string | null => {
  const written = [...tidyText(reason ?? '')].slice(0, longestReason).join('');
  return written === '' ? null : written;
};
