import { parseArgs } from 'node:util';
import type { ActionContext } from '../actions/context.ts';
import { type AddRefusal, addOfficial } from '../actions/staff/add-official.ts';
import { disableOfficial } from '../actions/staff/disable-official.ts';
import { listOfficials } from '../actions/staff/list-officials.ts';
import { resetPassword } from '../actions/staff/reset-password.ts';
import { staffRoles } from '../domain/people.ts';
import { connect } from '../storage/connect.ts';
import type { Database } from '../storage/database.ts';
import { createKeyRing } from '../storage/key-ring.ts';
import type { ReferenceSource } from '../storage/reference.ts';
import { createReferenceSource } from '../storage/reference-source.ts';
import { CommandError, openDatabase, runCommand, say, secretKeysOf } from './parts/command.ts';
import { commandContext } from './parts/context.ts';

const usage = `npm run staff -- add --email E --name N --role R --organisation CODE [--language kk|ru]
npm run staff -- list
npm run staff -- disable --email E
npm run staff -- reset --email E
roles: ${staffRoles.join(', ')}`;

const faults: Readonly<Record<AddRefusal, string>> = {
  email: '--email must be an e-mail address',
  'email-taken': 'there is an account with this e-mail already; "reset" gives it a new password',
  name: '--name must be a name of at most 200 characters',
  role: `--role must be one of: ${staffRoles.join(', ')}`,
  organisation: '--organisation must be the code of an organisation of the directory',
  language: '--language must be kk or ru',
};

const read = (args: readonly string[]) => {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        email: { type: 'string' },
        name: { type: 'string' },
        role: { type: 'string' },
        organisation: { type: 'string' },
        language: { type: 'string' },
      },
    });
    return { verb: positionals.length === 1 ? positionals[0] : undefined, ...values };
  } catch (error) {
    throw new CommandError(`${error instanceof Error ? error.message : 'unknown arguments'}\n${usage}`);
  }
};
type Asked = ReturnType<typeof read>;

const needed = (asked: Asked, name: 'email' | 'name' | 'role' | 'organisation'): string => {
  const value = asked[name];
  if (value === undefined) throw new CommandError(`--${name} is missing\n${usage}`);
  return value;
};

const referenceOf = async (db: Database): Promise<ReferenceSource> => {
  try {
    return await createReferenceSource(db, { refreshMs: 60_000 });
  } catch {
    throw new CommandError('the database has no directory yet; start the service once');
  }
};

const sayPassword = (password: string): void =>
  say(`one-time password: ${password}\nIt is shown this once and must be changed at the first sign-in.`);

const carryOut = async (ctx: ActionContext, asked: Asked): Promise<void> => {
  switch (asked.verb) {
    case 'add': {
      const added = await addOfficial(ctx, {
        email: needed(asked, 'email'),
        name: needed(asked, 'name'),
        role: needed(asked, 'role'),
        organisation: needed(asked, 'organisation'),
        language: asked.language,
      });
      if (!added.ok) throw new CommandError(faults[added.error]);
      return sayPassword(added.value.password);
    }
    case 'reset': {
      const reset = await resetPassword(ctx, needed(asked, 'email'));
      if (!reset.ok) throw new CommandError('there is no account with this e-mail');
      return sayPassword(reset.value.password);
    }
    case 'disable': {
      const disabled = await disableOfficial(ctx, needed(asked, 'email'));
      if (!disabled.ok && disabled.error === 'unknown')
        throw new CommandError('there is no account with this e-mail');
      return say(disabled.ok ? 'disabled; all sessions have ended' : 'it was disabled before');
    }
    case 'list':
      for (const each of await listOfficials(ctx))
        say([each.role, each.organisation, each.state, each.email, each.name].join('\t'));
      return;
    default:
      throw new CommandError(usage);
  }
};

/** `npm run staff`: accounts of officials, made and shut from the machine; see `usage`. */
await runCommand(async (config, args) => {
  const asked = read(args);
  if (!['add', 'list', 'disable', 'reset'].includes(asked.verb ?? '')) throw new CommandError(usage);
  const keys = createKeyRing(await secretKeysOf(config));
  const database = await openDatabase(config);
  const { db, close } = connect(database.url, { applicationName: 'dauys-staff', max: 2 });
  try {
    const reference = await referenceOf(db);
    await carryOut(commandContext(config, { db, keys, reference }), asked);
    return 0;
  } finally {
    await close();
    await database.close();
  }
});
