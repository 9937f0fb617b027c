import type { Context } from 'hono';
import type { StaffSession } from '../../actions/staff/staff-session.ts';
import type { Visit } from '../visit.ts';

export type OpenSession = Extract<StaffSession, { kind: 'open' }>;

/** What the pages behind the sign-in know besides the visit. */
export interface StaffEnv {
  Variables: { visit: Visit; token: string; session: OpenSession };
}
export type StaffContext = Context<StaffEnv>;

export const staffCookie = 'staff';
