import { mostQuotedSegments, smsSegments } from '../../domain/sms-length.ts';

/** Stands in the page for what is typed; see `typedMark`. */
const mark = '\ue000';
/** Said when typing rests: a count at each letter would never let a screen reader finish. In ms. */
const rest = 700;

/** Says how many SMS a text will be while it is typed; the button that has the server count is not needed then. */
const watch = (cost: HTMLElement): void => {
  const { smsCost = '', around = '', about = '', now = '', cut = '' } = cost.dataset;
  const field = document.getElementById(smsCost);
  if (!(field instanceof HTMLTextAreaElement)) return;
  field.form?.querySelector('button[name=count-sms]')?.remove();
  let timer = 0;
  const say = (): void => {
    const text = field.value.trim();
    const count = smsSegments(around.replace(mark, () => text));
    const said = text === '' ? about : count > mostQuotedSegments ? cut : now.replace('{n}', String(count));
    if (cost.textContent !== said) cost.textContent = said;
  };
  field.addEventListener('input', () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(say, rest);
  });
  // What was typed before a change of the language is put back by another script.
  say();
};

for (const cost of document.querySelectorAll<HTMLElement>('[data-sms-cost]')) watch(cost);
