import { answerAppeal } from '../../src/actions/staff/answer-appeal.ts';
import { takeAppeal } from '../../src/actions/staff/take-appeal.ts';
import type { Language } from '../../src/domain/language.ts';
import { formatReceipt } from '../../src/domain/receipt-number.ts';
import { officials } from './directory.ts';
import type { LabHouse } from './lab-house.ts';

/** Ten digits in groups, as messages show a receipt number. */
export const receiptIn = (text: string): string => {
  const [found] = /\b\d{2}[ \u00a0]?\d{4}[ \u00a0]?\d{4}\b/.exec(text) ?? [];
  if (found === undefined) throw new Error(`no number in: ${text}`);
  return found.replace(/\D/g, '');
};

/** Every appeal there is, with its number as people have it. */
export const appealsOf = async ({ world }: LabHouse) => {
  const rows = await world.db.selectFrom('appeals').select(['id', 'serial', 'channel', 'language']).execute();
  return rows.map((row) => ({
    ...row,
    language: row.language === 'ru' ? ('ru' as const) : ('kk' as const),
    receipt: formatReceipt(row.serial),
  }));
};

/** A curator takes the appeal of this number and answers it. */
export const answer = async (
  house: LabHouse,
  receipt: string,
  text: string,
  language: Language,
): Promise<void> => {
  const { ctx, world } = house;
  const appeal = (await appealsOf(house)).find((one) => one.receipt === receipt);
  if (appeal === undefined) throw new Error(`no appeal ${receipt}`);
  const curator = officials.curatorNorth;
  await world.db
    .updateTable('appeals')
    .set({ state: 'distributed', curator_id: curator.id, department_id: curator.organisationId })
    .where('id', '=', appeal.id)
    .execute();
  const taken = await takeAppeal(ctx, curator, { appealId: appeal.id, formId: world.uuid() });
  const done = await answerAppeal(ctx, curator, {
    appealId: appeal.id,
    formId: world.uuid(),
    text,
    language,
  });
  if (!taken.ok || !done.ok) throw new Error('not answered');
};

/** Waits until something is so, as long as the machine may need. */
export const until = async <Value>(look: () => Promise<Value | null> | Value | null): Promise<Value> => {
  const last = Date.now() + 20_000;
  for (;;) {
    const seen = await look();
    if (seen !== null) return seen;
    if (Date.now() > last) throw new Error('it did not come about');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};
