import { sound } from './playing.ts';

const told = (): HTMLElement | null => document.getElementById('lab-told');

const say = (text: string, field?: string): void => {
  const host = told();
  if (host) host.textContent = text;
  if (field) document.getElementById(field)?.focus();
};

const send = async (form: HTMLFormElement, submitter: HTMLElement | null): Promise<boolean> => {
  // `form.action` is the field of that name, where there is one.
  const response = await fetch(form.getAttribute('action') ?? '', {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new FormData(form, submitter),
  });
  if (response.ok) return true;
  if (response.status !== 422) throw new Error('not taken');
  const { text, field }: { text: string; field: string } = await response.json();
  say(text, field);
  return false;
};

/** Sends the forms of the page without leaving it, then shows what came of it. What was typed stays where it failed. */
export const sendInPlace = (then: () => Promise<void>): void => {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.dataset.lab || form.dataset.lab === 'forget') return;
    event.preventDefault();
    if (form.getAttribute('aria-busy') === 'true') return;
    if (form.dataset.lab === 'phone') sound.stop();
    form.setAttribute('aria-busy', 'true');
    say('');
    void send(form, event.submitter)
      .then(async (taken) => {
        if (taken) {
          form.reset();
          form.dispatchEvent(new Event('input', { bubbles: true }));
        }
        await then();
      })
      .catch(() => say(told()?.dataset.failed ?? ''))
      .finally(() => form.removeAttribute('aria-busy'));
  });
};
