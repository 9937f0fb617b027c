import { connect } from '../src/storage/connect.ts';
import { createKeyRing } from '../src/storage/key-ring.ts';
import { fillWithOpenAppeals } from './open-appeals.ts';
import type { Figure } from './report.ts';
import { openServiceUnderTest, type ServiceUnderTest } from './service-under-test.ts';

const open = 10_000;
const rounds = 200;

/** The pages of the staff that list appeals; the first pages of the inbox and the row must be quick. */
const pages: readonly {
  readonly name: string;
  readonly account: string;
  readonly path: string;
  readonly most?: number;
}[] = [
  { name: 'curator, mine, first page', account: 'curatornorth', path: '/staff/inbox', most: 50 },
  {
    name: "curator, the department's",
    account: 'curatornorth',
    path: '/staff/inbox?whose=department',
    most: 50,
  },
  {
    name: 'curator, narrowed by state, need and group',
    account: 'curatornorth',
    path: '/staff/inbox?whose=department&state=in-work&need=audio&dueness=later',
    most: 50,
  },
  { name: 'registrar, the row', account: 'registrar', path: '/staff/row', most: 50 },
  { name: 'head, the department', account: 'headnorth', path: '/staff/department' },
];

const signIn = async (target: ServiceUnderTest, account: string, password: string): Promise<string> => {
  const answer = await fetch(`${target.service.url}/staff/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: target.service.url },
    body: new URLSearchParams({ email: `${account}@example.kz`, password }),
  });
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
  if (answer.status !== 303 || cookie === undefined)
    throw new Error(`${account} could not sign in: ${answer.status}`);
  return cookie;
};

/** Milliseconds from the request to the last byte of the page, sorted; the page must hold `mark`. */
const measure = async (
  target: ServiceUnderTest,
  cookie: string,
  path: string,
  mark = 'data-appeal',
): Promise<readonly number[]> => {
  const times: number[] = [];
  for (let round = -20; round < rounds; round += 1) {
    const began = performance.now();
    const answer = await fetch(`${target.service.url}${path}`, { headers: { cookie }, redirect: 'manual' });
    const page = await answer.text();
    // The first ones warm up: plans, caches, compiled code.
    if (round >= 0) times.push(performance.now() - began);
    if (answer.status !== 200 || !page.includes(mark))
      throw new Error(`${path}: ${answer.status} without ${mark}`);
  }
  return times.sort((a, b) => a - b);
};
const quantile = (times: readonly number[], part: number): number =>
  times[Math.floor(times.length * part)] ?? 0;

/** Lists of a centre with 10,000 open appeals and 40,000 closed ones, over HTTP, with session, audit row and page. */
export const inbox = async (): Promise<readonly Figure[]> => {
  const target = await openServiceUnderTest();
  const { db, close } = connect(target.ownerUrl);
  try {
    const { password } = await fillWithOpenAppeals(db, createKeyRing([target.secretKey]), open);
    // The service reads the directory again every few seconds.
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    // A page behind the sign-in that lists nothing: session, layout, no more. What the machine does of it now.
    const bare = await measure(
      target,
      await signIn(target, 'curatornorth', password),
      '/staff/sessions',
      '</html>',
    );
    const figures: Figure[] = [
      { name: 'a page without appeals: median', value: quantile(bare, 0.5), unit: 'ms' },
      { name: 'a page without appeals: p95', value: quantile(bare, 0.95), unit: 'ms' },
    ];
    for (const { name, account, path, most } of pages) {
      const times = await measure(target, await signIn(target, account, password), path);
      figures.push(
        { name: `${name}: median`, value: quantile(times, 0.5), unit: 'ms' },
        {
          name: `${name}: median ÷ that of a page without appeals`,
          value: quantile(times, 0.5) / quantile(bare, 0.5),
          unit: '',
        },
        {
          name: `${name}: p95`,
          value: quantile(times, 0.95),
          unit: 'ms',
          ...(most === undefined ? {} : { required: { most } }),
        },
      );
    }
    return figures;
  } finally {
    await close();
    await target.stop();
  }
};
