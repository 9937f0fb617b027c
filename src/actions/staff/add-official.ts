import { isLanguage, type Language } from '../../domain/language.ts';
import { type StaffRole, staffRoles } from '../../domain/people.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { hashPassword } from '../../storage/password-hash.ts';
import { accountByEmail, insertAccount, normaliseEmail } from '../../storage/staff-accounts.ts';
import type { ActionContext } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { oneTimePassword } from './one-time-password.ts';

export type AddRefusal = 'email' | 'email-taken' | 'name' | 'role' | 'organisation' | 'language';

/** Adds an account; gives the one-time password, which is kept nowhere. `organisation` is a code of the directory. */
export const addOfficial = async (
  ctx: ActionContext,
  input: {
    readonly email: string;
    readonly name: string;
    readonly role: string;
    readonly organisation: string;
    readonly language?: string | undefined;
  },
): Promise<Result<{ readonly id: string; readonly password: string }, AddRefusal>> => {
  const email = normaliseEmail(input.email);
  const name = input.name.trim();
  const role = staffRoles.find((each): each is StaffRole => each === input.role);
  const language: string = input.language ?? 'kk';
  const organisation = ctx.reference.current().organisations.find((each) => each.code === input.organisation);
  if (!/^[^\s@<>]+@[^\s@<>]+$/u.test(email) || email.length > 254) return fail('email');
  if (name === '' || [...name].length > 200) return fail('name');
  if (role === undefined) return fail('role');
  if (organisation === undefined) return fail('organisation');
  if (!isLanguage(language)) return fail('language');

  const password = oneTimePassword(ctx.randomBytes);
  const account = {
    id: ctx.uuid(),
    email,
    name,
    role,
    organisationId: organisation.id,
    language: language satisfies Language,
    passwordHash: await hashPassword(password, ctx.randomBytes(16)),
    mustChangePassword: true,
  };
  return ctx.db.transaction().execute(async (trx) => {
    if ((await accountByEmail(trx, email)) !== null) return fail('email-taken');
    await insertAccount(trx, account);
    await recordAudit(ctx, trx, {
      actor: { kind: 'service' },
      action: 'staff-added',
      subjectKind: 'staff',
      subjectId: account.id,
      detail: { role, organisationId: organisation.id },
    });
    return ok({ id: account.id, password });
  });
};
