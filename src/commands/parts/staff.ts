import { parseArgs } from 'node:util';
import type { ActionContext } from '../../actions/context.ts';
import { type AddRefusal, addOfficial } from '../../actions/staff/add-official.ts';
import { disableOfficial } from '../../actions/staff/disable-official.ts';
import { listOfficials } from '../../actions/staff/list-officials.ts';
import { resetPassword } from '../../actions/staff/reset-password.ts';
import { staffRoles } from '../../domain/people.ts';
import { unreachable } from '../../domain/result.ts';
import { CommandError } from './command.ts';

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

const verbs = ['add', 'list', 'disable', 'reset'] as const;

/** What was asked for on the command line; throws a `CommandError` that says how it is used. */
export const readStaffArguments = (args: readonly string[]) => {
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
    const verb = verbs.find((each) => positionals.length === 1 && each === positionals[0]);
    if (verb === undefined) throw new Error('one of the verbs is needed');
    return { verb, ...values };
  } catch (error) {
    throw new CommandError(`${error instanceof Error ? error.message : 'unknown arguments'}\n${usage}`);
  }
};
type Asked = ReturnType<typeof readStaffArguments>;

const needed = (asked: Asked, name: 'email' | 'name' | 'role' | 'organisation'): string => {
  const value = asked[name];
  if (value === undefined) throw new CommandError(`--${name} is missing\n${usage}`);
  return value;
};

type Say = (line: string) => void;
const sayPassword = (say: Say, password: string): void =>
  say(`one-time password: ${password}\nIt is shown this once and must be changed at the first sign-in.`);

/** Does what was asked; throws a `CommandError` where it can't be done. Passwords go to `say` and nowhere else. */
export const carryOutStaff = async (ctx: ActionContext, asked: Asked, say: Say): Promise<void> => {
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
      return sayPassword(say, added.value.password);
    }
    case 'reset': {
      const reset = await resetPassword(ctx, needed(asked, 'email'));
      if (!reset.ok) throw new CommandError('there is no account with this e-mail');
      return sayPassword(say, reset.value.password);
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
      return unreachable(asked.verb);
  }
};
