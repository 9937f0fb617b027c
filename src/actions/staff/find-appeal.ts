import type { Official } from '../../domain/people.ts';
import type { Result } from '../../domain/result.ts';
import type { ActionContext } from '../context.ts';

export declare const findAppeal: (
  ctx: ActionContext,
  official: Official,
  typedReceipt: string,
) => Promise<Result<string, 'receipt-length' | 'receipt-check' | 'not-found'>>;
