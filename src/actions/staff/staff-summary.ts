import type { Official } from '../../domain/people.ts';
import type { ActionContext } from '../context.ts';
import type { StaffSummary } from './read-models.ts';

export declare const staffSummary: (ctx: ActionContext, official: Official) => Promise<StaffSummary>;
