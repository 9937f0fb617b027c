import type { Official } from '../../domain/people.ts';
import type { Result } from '../../domain/result.ts';
import type { ActionContext } from '../context.ts';
import type { FileRange, OpenedFile } from '../opened-file.ts';

export declare const openAppealFile: (
  ctx: ActionContext,
  official: Official,
  input: { readonly fileId: string; readonly range?: FileRange },
) => Promise<Result<OpenedFile, 'not-found' | 'range'>>;
