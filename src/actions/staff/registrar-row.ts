import type { Official } from '../../domain/people.ts';
import type { Result } from '../../domain/result.ts';
import type { ActionContext } from '../context.ts';
import type { RegistrarRow } from './read-models.ts';

export declare const registrarRow: (
  ctx: ActionContext,
  official: Official,
  page: { readonly cursor?: string; readonly size?: number },
) => Promise<Result<RegistrarRow, 'not-allowed'>>;
