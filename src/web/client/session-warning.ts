/** Told two minutes before the end, as WCAG 2.2.1 asks (20 seconds at least). */
const warnBefore = 120;
/** Typing is no idleness: while someone types, the session is prolonged at most this often, in seconds. */
const touchEvery = 300;
/** All open pages of the site share one session; the latest end any of them heard of is the one that holds. */
const sharedAs = 'staff-session-ends';

const inSeconds = (milliseconds: number): number => Math.round(milliseconds / 1000);

/** What the server wrote into the page for this script. */
interface Told {
  readonly seconds: number;
  readonly keep: string;
  readonly csrf: string;
  readonly stayed: string;
  readonly over: string;
  readonly notReached: string;
  readonly close: string;
}

const readTold = ({ dataset }: HTMLElement): Told => ({
  seconds: Number(dataset.seconds),
  keep: dataset.keep ?? '',
  csrf: dataset.csrf ?? '',
  stayed: dataset.stayed ?? '',
  over: dataset.over ?? '',
  notReached: dataset.notReached ?? '',
  close: dataset.close ?? '',
});

/** The words stand in a new element each time: screen readers miss what is put into an empty one. */
const say = (where: Element, words: string): void => {
  const line = document.createElement('p');
  line.setAttribute('role', 'status');
  line.textContent = words;
  where.querySelector('[role=status]')?.remove();
  where.append(line);
};

const watchSession = (template: HTMLTemplateElement): void => {
  const told = readTold(template);
  const copy = template.content.firstElementChild?.cloneNode(true);
  if (!(copy instanceof HTMLDialogElement)) return;
  const dialog = copy;
  template.after(dialog);
  const note = dialog.parentElement ?? document.body;
  let touched = Date.now();
  let timer = 0;
  let over = false;

  const endsAt = (): number => Number(localStorage.getItem(sharedAs) ?? 0);
  const setEnd = (seconds: number): void => {
    localStorage.setItem(sharedAs, String(Date.now() + seconds * 1000));
    touched = Date.now();
  };

  /** 'ended' where there is no session any more, 'away' where the service can't be reached. */
  const prolong = async (): Promise<'kept' | 'ended' | 'away'> => {
    try {
      const body = new URLSearchParams({ csrf: told.csrf });
      const response = await fetch(told.keep, { method: 'POST', body, redirect: 'manual' });
      if (!response.ok) return 'ended';
      const { seconds }: { seconds: number } = await response.json();
      setEnd(seconds);
      return 'kept';
    } catch {
      return 'away';
    }
  };

  const tellOver = (): void => {
    over = true;
    for (const button of dialog.querySelectorAll('button')) button.remove();
    say(dialog, told.over);
    const close = document.createElement('button');
    close.type = 'button';
    close.className = 'button quiet';
    close.textContent = told.close;
    close.addEventListener('click', () => dialog.close());
    dialog.append(close);
    if (!dialog.open) dialog.showModal();
  };

  const look = (): void => {
    window.clearTimeout(timer);
    if (over) return;
    const left = inSeconds(endsAt() - Date.now());
    if (left <= 0) {
      tellOver();
      return;
    }
    if (left > warnBefore && dialog.open) dialog.close();
    if (left <= warnBefore && !dialog.open) dialog.showModal();
    const next = left > warnBefore ? left - warnBefore : left;
    // Sleeping devices stop timers: looking at least once a minute finds the end soon after waking.
    timer = window.setTimeout(look, Math.min(next, 60) * 1000);
  };

  const stay = async (): Promise<void> => {
    const outcome = await prolong();
    if (outcome === 'ended') {
      tellOver();
      return;
    }
    if (outcome === 'away') {
      say(dialog, told.notReached);
      return;
    }
    dialog.close();
    say(note, told.stayed);
    look();
  };

  dialog.querySelector('button')?.addEventListener('click', () => void stay());
  dialog.addEventListener('cancel', (event) => {
    if (over) return;
    event.preventDefault();
    void stay();
  });
  document.addEventListener('input', () => {
    if (over || dialog.open || Date.now() - touched < touchEvery * 1000) return;
    touched = Date.now();
    void prolong().then(look);
  });
  window.addEventListener('storage', (event) => {
    if (event.key === sharedAs) look();
  });

  setEnd(told.seconds);
  look();
};

const found = document.getElementById('session-warning');
if (found instanceof HTMLTemplateElement) watchSession(found);
