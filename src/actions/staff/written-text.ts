import { fail, ok, type Result } from '../../domain/result.ts';
import type { TextRefusal } from './refusals.ts';

/** Longest text of an official, in characters. */
export const longestText = 20_000;
/** Longest reason. */
export const longestReason = 2_000;

/** What an official wrote, without blanks around it and with one kind of line end. */
export const writtenText = (text: string, longest: number = longestText): Result<string, TextRefusal> => {
  const written = text.replace(/\r\n?/g, '\n').trim();
  if (written === '') return fail('text-required');
  return [...written].length > longest ? fail('text-too-long') : ok(written);
};
