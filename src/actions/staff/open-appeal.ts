import type { Official } from '../../domain/people.ts';
import type { Result } from '../../domain/result.ts';
import type { ActionContext } from '../context.ts';
import type { AppealStory } from './read-models.ts';

export declare const openAppeal: (
  ctx: ActionContext,
  official: Official,
  appealId: string,
) => Promise<Result<AppealStory, 'not-found'>>;
