import type { Official } from '../../domain/people.ts';
import type { Result } from '../../domain/result.ts';
import type { ActionContext } from '../context.ts';
import type { DepartmentOverview } from './read-models.ts';

export declare const departmentOverview: (
  ctx: ActionContext,
  official: Official,
) => Promise<Result<DepartmentOverview, 'not-allowed'>>;
