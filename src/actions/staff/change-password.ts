import { fail, ok, type Result } from '../../domain/result.ts';
import { checkPassword, hashPassword, longestPassword } from '../../storage/password-hash.ts';
import { deleteSessionsOf, readSession, tokenHash } from '../../storage/sessions.ts';
import { accountById, normaliseEmail, setPassword } from '../../storage/staff-accounts.ts';
import type { ActionContext } from '../context.ts';
import { clearTries, withinLimit } from '../limit-tries.ts';
import { recordAudit } from '../record-audit.ts';
import type { PasswordRefusal } from './refusals.ts';
import { perAccount } from './sign-in-limits.ts';
import { beginSession, endOf } from './sitting.ts';
import type { SignedIn } from './staff-session.ts';

export const shortestPassword = 12;

/** Why a password can't be taken: length and not being the e-mail are the only rules; null where it can. */
export const passwordFault = (
  password: string,
  email: string,
): 'too-short' | 'too-long' | 'is-email' | null => {
  // Counted as people count: a letter outside the basic plane is one.
  if ([...password].length < shortestPassword) return 'too-short';
  if (password.length > longestPassword) return 'too-long';
  return normaliseEmail(password) === normaliseEmail(email) ? 'is-email' : null;
};

/**
 * Changes the password of the official of this session (also a one-time password). All her sessions end; she goes on
 * with the new one that is given back.
 */
export const changePassword = async (
  ctx: ActionContext,
  token: string,
  input: { readonly current: string; readonly next: string },
): Promise<Result<SignedIn, PasswordRefusal>> => {
  const session = await readSession(ctx.db, tokenHash(token));
  const account = session === null ? null : await accountById(ctx.db, session.staffId);
  if (session === null || account === null || ctx.now() >= endOf(session)) return fail('session-ended');
  const fault = passwordFault(input.next, account.email);
  if (fault !== null) return fail(fault);
  if (input.next === input.current) return fail('unchanged');
  if (!(await withinLimit(ctx, perAccount, account.email))) return fail('too-many-attempts');
  if (input.current.length > longestPassword || !(await checkPassword(input.current, account.passwordHash)))
    return fail('wrong-password');
  const hash = await hashPassword(input.next, ctx.randomBytes(16));
  return ctx.db.transaction().execute(async (trx) => {
    await clearTries(ctx, perAccount, account.email, trx);
    await setPassword(trx, account.id, hash, false);
    await deleteSessionsOf(trx, account.id);
    await recordAudit(ctx, trx, {
      actor: { kind: 'staff', id: account.id, role: account.role, organisationId: account.organisationId },
      action: 'password-changed',
      subjectKind: 'staff',
      subjectId: account.id,
    });
    return ok(await beginSession(ctx, trx, account.id));
  });
};
