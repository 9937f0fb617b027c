import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sessionOf } from '../../src/actions/staff/session-of.ts';
import { signIn } from '../../src/actions/staff/sign-in.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const run = async (...args: readonly string[]) => {
  const env = {
    ...process.env,
    DATABASE_URL: world.url,
    SECRET_KEYS: world.secretKeys.join(','),
    DATA_DIR: world.filesFolder,
  };
  const command = ['--import', 'tsx', 'src/commands/staff.ts', ...args];
  try {
    const { stdout } = await promisify(execFile)(process.execPath, command, { env });
    return { code: 0, said: stdout };
  } catch (error) {
    const { code, stderr } = error as { code: number; stderr: string };
    return { code, said: stderr };
  }
};
const account = ['--email', 'New@Example.kz', '--name', 'Жаңа қызметкер', '--role', 'curator'];

test('npm run staff: add prints a one-time password that opens only the change; list, reset, disable', async () => {
  const added = await run('add', ...account, '--organisation', 'test-centreNorth');
  const password = /one-time password: (\S+)/.exec(added.said)?.[1] ?? '';
  const entry = { email: 'new@example.kz', address: '10.0.0.1' };
  const entered = await signIn(world, { ...entry, password });
  expect(entered).toMatchObject({ ok: true, value: { session: { kind: 'password-due', language: 'kk' } } });
  const twice = await run('add', ...account, '--organisation', 'test-centreNorth');
  expect(twice).toMatchObject({ code: 1, said: expect.stringContaining('already') });

  expect((await run('list')).said).toContain(
    'curator\ttest-centreNorth\tpassword-due\tnew@example.kz\tЖаңа қызметкер',
  );
  expect((await run('disable', '--email', 'new@example.kz')).said).toContain('disabled');
  expect(entered.ok && (await sessionOf(world, entered.value.token))).toBeNull();
  const reset = await run('reset', '--email', 'new@example.kz');
  const renewed = /one-time password: (\S+)/.exec(reset.said)?.[1] ?? '';
  expect((await signIn(world, { ...entry, password: renewed })).ok).toBe(true);
});

test.each([
  [['add', ...account, '--organisation', 'moon'], 'code of an organisation'],
  [['list', '--force'], 'npm run staff -- add'],
])('%j is refused with one clear line', async (args, line) => {
  const outcome = await run(...args);
  expect(outcome.code).toBe(1);
  expect(outcome.said).toContain(line);
  expect(outcome.said).not.toContain('    at ');
});
