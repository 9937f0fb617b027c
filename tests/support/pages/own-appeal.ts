import { issueReceiptPass } from '../../../src/actions/receipt-pass.ts';
import { answerAppeal } from '../../../src/actions/staff/answer-appeal.ts';
import { askPerson } from '../../../src/actions/staff/ask-person.ts';
import { takeAppeal } from '../../../src/actions/staff/take-appeal.ts';
import { officials, organisations } from '../directory.ts';
import { appealAt, form } from '../staff-appeals.ts';
import { arrive, at, giveCookie, type PageCase, preparedOnce } from './case.ts';

const official = officials.curatorNorth;
const place = { department_id: organisations.centreNorth, curator_id: official.id, state: 'distributed' };

const said = {
  kk: { language: 'kk', statement: 'Үш аптадан бері ешкім келген жоқ.' },
  ru: { language: 'ru', statement: 'Три недели никто не приходит.' },
} as const;

/** One appeal that is being looked at, with a question to the person, and one that has its answer. */
const ownAppeals = preparedOnce(async (world, language) => {
  const other = language === 'kk' ? 'ru' : 'kk';
  const asked = await appealAt(world, place, { ...said[language], region: 'KZ-75' });
  await takeAppeal(world, official, form(asked));
  await askPerson(world, official, {
    ...form(asked),
    text: language === 'kk' ? 'Бұл қай күні болды?' : 'В какой день это было?',
  });
  // Written in one language, read in the other: each piece carries its own.
  const answered = await appealAt(world, place, said[other]);
  await takeAppeal(world, official, form(answered));
  const done = await answerAppeal(world, official, {
    ...form(answered),
    language: other,
    text: other === 'kk' ? 'Қызметкер дүйсенбіде келеді.' : 'Работник придёт в понедельник.',
  });
  if (!done.ok) throw new Error(`not answered: ${done.error}`);
  return { asked, answered };
});

const own =
  (which: 'asked' | 'answered', path: string): PageCase['open'] =>
  async (opening) => {
    const appeals = await ownAppeals(opening);
    await giveCookie(opening, 'receipt', issueReceiptPass(opening.world, appeals[which]));
    await arrive(opening, `/${opening.language}${path}`);
  };

export const ownAppealPages: readonly PageCase[] = [
  { name: 'status: look up', open: at('/status') },
  {
    name: 'status: look up with a mistake',
    error: true,
    open: async (opening) => {
      await at('/status')(opening);
      await opening.page.locator('main form button').first().click();
      await opening.page.waitForURL(/error-summary/);
    },
  },
  { name: 'appeal: done', open: own('asked', '/appeal/done') },
  { name: 'status: looked at, a question asked', open: own('asked', '/status/appeal') },
  { name: 'status: answered', open: own('answered', '/status/appeal') },
  { name: 'status: it did not help', open: own('answered', '/status/appeal/not-helped') },
  { name: 'status: withdraw', open: own('asked', '/status/appeal/withdraw') },
];
