import directory from '../../../reference/demo-directory.json' with { type: 'json' };
import { foldWords } from '../../domain/folding.ts';
import { type HashCost, hashPassword } from '../../storage/password-hash.ts';
import type { ActionContext } from '../context.ts';

/** One sign-in of the demonstration, as `DATA_DIR/demo-accounts.json` lists it. */
export interface DemoAccount {
  readonly role: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly organisation: string;
}

type DirectoryEntry = (typeof directory.organisations)[number] & {
  readonly indicators?: readonly number[];
  readonly addressKk?: string;
  readonly addressRu?: string;
  readonly phone?: string;
};

/** A password drawn at random needs no slow hash, and the first start no long wait; it is renewed at the first sign-in. */
const drawnPasswordCost: HashCost = { ln: 12, r: 8, p: 1 };

/** 16 letters and digits that can't be taken for one another, in four groups. */
const randomPassword = (randomBytes: ActionContext['randomBytes']): string => {
  const letters = 'abcdefghijkmnpqrstuvwxyz23456789';
  const drawn = [...randomBytes(16)].map((byte) => letters[byte % letters.length]).join('');
  return (drawn.match(/.{4}/g) ?? []).join('-');
};

/**
 * Loads the directory, the routing rules and the accounts of the demonstration, once: null where they are there
 * already. `keep` writes the passwords down before the commit, so that no account exists that nobody can use.
 */
export const loadDirectory = async (
  ctx: ActionContext,
  keep: (accounts: readonly DemoAccount[]) => Promise<void>,
): Promise<readonly DemoAccount[] | null> => {
  const accounts = await ctx.db.transaction().execute(async (trx) => {
    const claimed = await trx
      .insertInto('settings')
      .values({ key: 'demonstration', value: JSON.stringify({ loaded: true }) })
      .onConflict((conflict) => conflict.column('key').doNothing())
      .returning('key')
      .executeTakeFirst();
    if (!claimed) return null;

    const ids = new Map(directory.organisations.map(({ code }) => [code, ctx.uuid()]));
    const idOf = (code: string): string => {
      const id = ids.get(code);
      if (!id) throw new Error(`the demonstration directory names ${code}, which it does not hold`);
      return id;
    };
    await trx
      .insertInto('organisations')
      .values(
        directory.organisations.map((entry: DirectoryEntry) => ({
          id: idOf(entry.code),
          code: entry.code,
          parent_id: entry.parent ? idOf(entry.parent) : null,
          kind: entry.kind as 'department',
          region: entry.region,
          kk: entry.kk,
          ru: entry.ru,
          address_kk: entry.addressKk ?? null,
          address_ru: entry.addressRu ?? null,
          phone: entry.phone ?? null,
          email: null,
          handles_appeals: entry.handlesAppeals,
          rated: entry.rated,
          indicators: [...(entry.indicators ?? [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])],
          search: foldWords(`${entry.kk} ${entry.ru} ${entry.code}`),
        })),
      )
      .execute();
    await trx
      .insertInto('routing_rules')
      .values(
        directory.rules.map(({ conditions, department }, position) => ({
          id: ctx.uuid(),
          position,
          conditions: JSON.stringify(conditions),
          department_id: idOf(department),
        })),
      )
      .execute();

    const drawn = directory.staff.map((member) => ({ ...member, password: randomPassword(ctx.randomBytes) }));
    const hashes = await Promise.all(
      drawn.map(({ password }) => hashPassword(password, ctx.randomBytes(16), drawnPasswordCost)),
    );
    await trx
      .insertInto('staff')
      .values(
        drawn.map((member, index) => ({
          id: ctx.uuid(),
          email: member.email,
          name: member.name,
          role: member.role,
          organisation_id: idOf(member.organisation),
          language: member.language,
          password_hash: hashes[index] ?? '',
          must_change_password: false,
          disabled_at: null,
        })),
      )
      .execute();
    const listed = drawn.map(({ role, name, email, password, organisation }) => ({
      role,
      name,
      email,
      password,
      organisation,
    }));
    await keep(listed);
    return listed;
  });
  await ctx.reference.refresh();
  return accounts;
};
