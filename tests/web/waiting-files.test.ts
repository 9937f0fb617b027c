import { afterAll, beforeAll, expect, it } from 'vitest';
import { examineFiles } from '../../src/actions/examine-files.ts';
import { receiptOn, walkTo } from '../support/appeal-walk.ts';
import { photo } from '../support/files.ts';
import { seated } from '../support/staff-visitor.ts';
import { Visitor } from '../support/visitor.ts';
import { wholeApp } from '../support/whole-app.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

it('a page says of a file that it is not examined yet, or of no use, in place of a link to it', async () => {
  const edge = { ...world, redraw: null };
  const app = wholeApp(world);
  const person = new Visitor(wholeApp(edge));
  await walkTo(await person.goTo('/ru/appeal'), 'statement');
  const whole = await photo('jpeg');
  const picture = (name: string, content: Buffer): File => new File([new Uint8Array(content)], name);
  await person.send({
    statement: 'Пандуса нет.',
    files: [picture('whole.jpg', whole), picture('half.jpg', whole.subarray(0, whole.length / 2))],
  });
  await walkTo(person, 'check');
  expect(person.words).toContain('whole.jpg');
  expect(person.words.match(/мы ещё проверяем/g)).toHaveLength(2);
  await person.send();
  const { number, code } = receiptOn(person);
  await person.goTo('/ru/status');
  await person.send({ number, code });
  expect(person.words.match(/мы ещё проверяем/g)).toHaveLength(2);
  expect(person.main).not.toContain('/files/');

  const registrar = await seated(world, app, 'registrar');
  const page = `/staff/appeals/${number.replace(/\D/g, '')}`;
  await registrar.goTo(page);
  expect(registrar.words.match(/әлі тексеріліп жатыр/g)).toHaveLength(2);
  expect(registrar.main).not.toContain('/files/');

  while (await examineFiles(world));
  await registrar.goTo(page);
  expect(registrar.words).toMatch(/-сурет: ашылмады, файл бүлінген/);
  expect(registrar.main.match(/<img [^>]*src="[^"]*\/files\//g)).toHaveLength(1);
  await person.goTo(person.path);
  expect(person.words).toMatch(/half\.jpg[^:]*: файл не открылся/);
  expect(person.main.match(/href="[^"]*\/files\//g)).toHaveLength(1);
  const address = /href="([^"]*\/files\/[^"]*)"/.exec(person.main)?.[1] ?? '';
  expect((await person.goTo(address)).status).toBe(200);
});
