import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sessionOf } from '../../src/actions/staff/session-of.ts';
import { signIn } from '../../src/actions/staff/sign-in.ts';
import { CommandError } from '../../src/commands/parts/command.ts';
import { carryOutStaff, readStaffArguments } from '../../src/commands/parts/staff.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** The command without its process: what it prints, or the line that it ends with. */
const run = async (...args: readonly string[]): Promise<string> => {
  const lines: string[] = [];
  try {
    await carryOutStaff(world, readStaffArguments(args), (line) => lines.push(line));
    return lines.join('\n');
  } catch (error) {
    if (error instanceof CommandError) return `refused: ${error.message}`;
    throw error;
  }
};
const passwordIn = (said: string): string => /one-time password: (\S+)/.exec(said)?.[1] ?? '';
const account = ['--email', 'New@Example.kz', '--name', 'Жаңа қызметкер', '--role', 'curator'];
const entry = { email: 'new@example.kz', address: '10.0.0.1' };

test('add prints a one-time password that opens only the change; list, disable, reset', async () => {
  const password = passwordIn(await run('add', ...account, '--organisation', 'test-centreNorth'));
  const entered = await signIn(world, { ...entry, password });
  expect(entered).toMatchObject({ ok: true, value: { session: { kind: 'password-due', language: 'kk' } } });
  expect(await run('add', ...account, '--organisation', 'test-centreNorth')).toMatch(/^refused: .*already/);

  expect(await run('list')).toContain(
    'curator\ttest-centreNorth\tpassword-due\tnew@example.kz\tЖаңа қызметкер',
  );
  expect(await run('disable', '--email', 'NEW@example.kz')).toContain('disabled');
  expect(entered.ok && (await sessionOf(world, entered.value.token))).toBeNull();
  expect(await run('disable', '--email', 'new@example.kz')).toContain('before');
  const renewed = passwordIn(await run('reset', '--email', 'new@example.kz'));
  expect((await signIn(world, { ...entry, password: renewed })).ok).toBe(true);
});

test.each([
  [['add', ...account], '--organisation is missing'],
  [['add', ...account, '--organisation', 'moon'], 'code of an organisation'],
  [['add', ...account, '--organisation', 'test-village', '--language', 'en'], 'kk or ru'],
  [['add', '--email', 'x', '--name', 'X', '--role', 'head', '--organisation', 'test-village'], 'e-mail'],
  [['add', '--email', 'x@y.kz', '--name', 'X', '--role', 'king', '--organisation', 'test-village'], 'one of'],
  [['reset', '--email', 'nobody@example.kz'], 'no account'],
  [['disable', '--email', 'nobody@example.kz'], 'no account'],
  [['disable'], '--email is missing'],
  [['remove'], 'npm run staff -- add'],
  [['list', 'all'], 'npm run staff -- add'],
  [['list', '--force'], 'npm run staff -- add'],
  [[], 'npm run staff -- add'],
])('%j is refused, and says why', async (args, line) => {
  expect(await run(...args)).toMatch(new RegExp(`^refused: [^]*${line}`));
});

test('as a process it ends with 1 and one clear line where it is refused', { timeout: 120_000 }, async () => {
  const env = {
    ...process.env,
    DATABASE_URL: world.url,
    SECRET_KEYS: world.secretKeys.join(','),
    DATA_DIR: world.filesFolder,
  };
  const command = ['--import', 'tsx', 'src/commands/staff.ts', 'reset', '--email', 'nobody@example.kz'];
  const ended = promisify(execFile)(process.execPath, command, { env });
  await expect(ended).rejects.toMatchObject({
    code: 1,
    stdout: '',
    stderr: 'there is no account with this e-mail\n',
  });
});
