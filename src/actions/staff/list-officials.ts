import type { StaffRole } from '../../domain/people.ts';
import { allAccounts } from '../../storage/staff-accounts.ts';
import type { ActionContext } from '../context.ts';

export interface ListedOfficial {
  readonly email: string;
  readonly name: string;
  readonly role: StaffRole;
  /** Code of the organisation. */
  readonly organisation: string;
  readonly state: 'active' | 'password-due' | 'disabled';
}

/** All accounts, by role and name. */
export const listOfficials = async (ctx: ActionContext): Promise<readonly ListedOfficial[]> => {
  const { organisationById } = ctx.reference.current();
  const accounts = await allAccounts(ctx.db);
  return accounts.map((account) => ({
    email: account.email,
    name: account.name,
    role: account.role,
    organisation: organisationById.get(account.organisationId)?.code ?? account.organisationId,
    state: account.disabled ? 'disabled' : account.mustChangePassword ? 'password-due' : 'active',
  }));
};
