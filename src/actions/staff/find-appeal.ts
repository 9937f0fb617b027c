import { mayDo } from '../../domain/authorisation.ts';
import type { Official } from '../../domain/people.ts';
import { parseReceipt } from '../../domain/receipt-number.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { appealBySerial } from '../../storage/appeal-reading.ts';
import type { ActionContext } from '../context.ts';
import { scopeOf } from './appeal-scope.ts';

/** The id of an appeal by its number as typed; one that the official may not look at is not found. */
export const findAppeal = async (
  ctx: ActionContext,
  official: Official,
  typedReceipt: string,
): Promise<Result<string, 'receipt-length' | 'receipt-check' | 'not-found'>> => {
  const serial = parseReceipt(typedReceipt);
  if (!serial.ok) return serial;
  const appeal = await appealBySerial(ctx.db, serial.value);
  const tree = ctx.reference.current().organisationById;
  return appeal !== undefined && mayDo(official, 'look', scopeOf(appeal), tree)
    ? ok(appeal.id)
    : fail('not-found');
};
