/**
 * Shows how far an upload is. The form is sent as it would be without a script, only by a request that tells its
 * progress; where it breaks off, everything typed still stands on the page.
 */
const words = document.querySelector<HTMLElement>('[data-upload]');
const form = words?.closest('form');

const say = (host: HTMLElement, text: string, role: 'status' | 'alert'): HTMLElement => {
  const line = document.createElement('p');
  line.className = role === 'alert' ? 'error' : 'hint';
  line.setAttribute('role', role);
  line.textContent = text;
  host.replaceChildren(line);
  return line;
};

const hasFiles = (sent: FormData): boolean =>
  [...sent.values()].some((value) => value instanceof File && value.size > 0);

/** Said at each tenth, not at each byte: a screen reader would never end. */
const tenth = (loaded: number, total: number): number => Math.floor((loaded / total) * 10) * 10;

const send = (target: HTMLFormElement, host: HTMLElement, sent: FormData): void => {
  const request = new XMLHttpRequest();
  const bar = document.createElement('progress');
  bar.max = 100;
  bar.value = 0;
  const line = say(host, host.dataset.sending ?? '', 'status');
  bar.setAttribute('aria-label', line.textContent ?? '');
  const cancel = document.createElement('button');
  cancel.type = 'button';
  cancel.className = 'button quiet';
  cancel.textContent = host.dataset.cancel ?? '';
  cancel.addEventListener('click', () => request.abort());
  host.append(bar, cancel);
  let said = 0;

  const broken = (): void => {
    target.removeAttribute('aria-busy');
    say(host, host.dataset.failed ?? '', 'alert');
  };
  request.upload.addEventListener('progress', ({ lengthComputable, loaded, total }) => {
    if (!lengthComputable) return;
    bar.value = (loaded / total) * 100;
    const now = tenth(loaded, total);
    if (now <= said) return;
    said = now;
    line.textContent = (host.dataset.percent ?? '').replace('%n', String(now));
  });
  request.addEventListener('error', broken);
  request.addEventListener('abort', () => {
    target.removeAttribute('aria-busy');
    host.replaceChildren();
  });
  request.addEventListener('load', () => {
    if (request.status >= 500) return broken();
    if (request.status >= 400) {
      // The page with what is wrong came as the answer itself; it has no address of its own.
      document.open();
      document.write(request.responseText);
      document.close();
      document.querySelector<HTMLElement>('#error-summary')?.focus();
      return;
    }
    const url = new URL(request.responseURL);
    if (url.searchParams.has('error')) url.hash = 'error-summary';
    location.assign(url);
  });
  target.setAttribute('aria-busy', 'true');
  request.open('POST', target.action);
  request.send(sent);
};

form?.addEventListener('submit', (event) => {
  const sent = new FormData(form, event.submitter);
  if (!words || form.getAttribute('aria-busy') === 'true' || !hasFiles(sent)) return;
  event.preventDefault();
  send(form, words, sent);
});

export {};
