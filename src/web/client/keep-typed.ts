/**
 * What is typed and not sent yet stays when the language is switched: it waits in this tab for the same page in the
 * other language, and is gone from there the moment that page has it.
 */
interface Kept {
  readonly place: string;
  readonly fields: readonly { readonly name: string; readonly value: string; readonly checked: boolean }[];
}
type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const key = 'typed';
const form = document.querySelector<HTMLFormElement>('form#question');
const place = location.pathname.slice(3);

const isTyped = (element: Element): element is Field =>
  element instanceof HTMLTextAreaElement ||
  element instanceof HTMLSelectElement ||
  (element instanceof HTMLInputElement && element.type !== 'hidden' && element.type !== 'file');
const isTicked = (field: Field): field is HTMLInputElement =>
  field instanceof HTMLInputElement && (field.type === 'radio' || field.type === 'checkbox');
const fieldsOf = (of: HTMLFormElement): Field[] => [...of.elements].filter(isTyped);

const restore = (into: HTMLFormElement, kept: Kept): void => {
  for (const field of fieldsOf(into)) {
    const before = isTicked(field)
      ? kept.fields.find(({ name, value }) => name === field.name && value === field.value)
      : kept.fields.find(({ name }) => name === field.name);
    if (!before) continue;
    if (isTicked(field)) field.checked = before.checked;
    else field.value = before.value;
  }
};

if (form) {
  const stored = sessionStorage.getItem(key);
  sessionStorage.removeItem(key);
  const kept: Kept | null = stored ? JSON.parse(stored) : null;
  if (kept?.place === place) restore(form, kept);

  for (const link of document.querySelectorAll('header a[hreflang]'))
    link.addEventListener('click', () => {
      const fields = fieldsOf(form).map((field) => ({
        name: field.name,
        value: field.value,
        checked: isTicked(field) && field.checked,
      }));
      sessionStorage.setItem(key, JSON.stringify({ place, fields } satisfies Kept));
    });
}

export {};
