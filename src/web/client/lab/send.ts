import { sound } from './playing.ts';

/** Says at the form itself what is wrong: a new element each time, since screen readers miss words put into an old one. */
const say = (form: HTMLFormElement, text: string, field?: string): void => {
  const line = document.createElement('p');
  line.className = 'error';
  line.setAttribute('role', 'alert');
  line.textContent = text;
  form.prepend(line);
  if (field) document.getElementById(field)?.focus();
};
const failed = (): string => document.querySelector<HTMLElement>('[data-failed]')?.dataset.failed ?? '';

const send = async (form: HTMLFormElement, body: FormData): Promise<boolean> => {
  // `form.action` is the field of that name, where there is one.
  const response = await fetch(form.getAttribute('action') ?? '', {
    method: 'POST',
    headers: { accept: 'application/json' },
    body,
  });
  if (response.ok) return true;
  if (response.status !== 422) throw new Error('not taken');
  const { text, field }: { text: string; field: string } = await response.json();
  say(form, text, field);
  return false;
};

/**
 * Sends the forms of the page without leaving it, then shows what came of it. What was typed stays where it failed.
 * Keys pressed one after the other go one after the other, and none is lost; words sent twice by mistake go once.
 */
export const sendInPlace = (then: () => Promise<void>): void => {
  let sending: Promise<void> = Promise.resolve();
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.dataset.lab || form.dataset.lab === 'forget') return;
    event.preventDefault();
    const { submitter } = event;
    const isKey = submitter instanceof HTMLButtonElement && submitter.name !== '';
    if (form.getAttribute('aria-busy') === 'true' && !isKey) return;
    if (form.dataset.lab === 'phone') sound.stop();
    const body = new FormData(form, submitter);
    form.setAttribute('aria-busy', 'true');
    form.querySelector('[role=alert]')?.remove();
    sending = sending
      .then(() => send(form, body))
      .then(async (taken) => {
        if (taken) {
          form.reset();
          form.dispatchEvent(new Event('input', { bubbles: true }));
        }
        await then();
      })
      .catch(() => say(form, failed()))
      .finally(() => form.removeAttribute('aria-busy'));
  });
};
