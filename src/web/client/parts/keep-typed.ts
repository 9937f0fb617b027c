/** What stood in the fields of one page, by the page's place without its language. */
interface Typed {
  readonly place: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
}

const storedAs = 'typed';
const withoutLanguage = (path: string): string => path.replace(/^\/(kk|ru)(?=\/|$)/, '');
const place = (): string => withoutLanguage(location.pathname);
/** Where a link comes out in the end: a form that came back stands at its own address, the link leads to its page. */
const placeBehind = (link: HTMLAnchorElement): string => {
  const back = new URL(link.href).searchParams.get('back');
  return withoutLanguage(new URL(back ?? link.href, location.href).pathname);
};
const onDisplayPage = (): boolean => /\/display$/.test(location.pathname);

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
const fields = (): Field[] =>
  [...document.querySelectorAll<Field>('main form[method=post] :is(input,textarea,select)[name]')].filter(
    (field) => !['hidden', 'password', 'file', 'submit'].includes(field.type),
  );
const isTicked = (field: Field): field is HTMLInputElement =>
  field instanceof HTMLInputElement && (field.type === 'radio' || field.type === 'checkbox');

const keep = (leadingTo: string): void => {
  const typed: Typed = {
    place: leadingTo,
    fields: fields()
      .filter((field) => !isTicked(field) || field.checked)
      .map((field) => [field.name, field.value]),
  };
  sessionStorage.setItem(storedAs, JSON.stringify(typed));
};

const putBack = (typed: Typed): void => {
  const values = new Map<string, string[]>();
  for (const [name, value] of typed.fields) values.set(name, [...(values.get(name) ?? []), value]);
  for (const field of fields()) {
    const kept = values.get(field.name) ?? [];
    if (isTicked(field)) field.checked = kept.includes(field.value);
    else if (kept[0] !== undefined) field.value = kept[0];
  }
};

/**
 * Switching the language or the display settings loads the page anew. What was typed but not sent yet is kept in
 * this tab for that one way, and put back; on any other page it is forgotten.
 */
export const keepTyped = (): void => {
  const stored = sessionStorage.getItem(storedAs);
  if (stored && !onDisplayPage()) {
    sessionStorage.removeItem(storedAs);
    const typed: Typed = JSON.parse(stored);
    if (typed.place === place()) putBack(typed);
  }
  if (onDisplayPage()) return;
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[hreflang], a[href*="/display?"]')) {
    link.addEventListener('click', () => keep(placeBehind(link)));
  }
};
