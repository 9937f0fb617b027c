import { listenTo, type Sound } from './recorder/sound.ts';

/** Longest recording in seconds: well under what the server takes, and longer than anyone speaks in one breath. */
const longest = 15 * 60;

const button = (text: string, kind: string): HTMLButtonElement => {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = `button ${kind}`;
  made.textContent = text;
  return made;
};

const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

/** Puts the recording among the files chosen, in place of an earlier one; it is sent with the form. */
const putInto = (field: HTMLInputElement, before: File | null, now: File | null): void => {
  const files = new DataTransfer();
  for (const file of field.files ?? []) if (file !== before) files.items.add(file);
  if (now) files.items.add(now);
  field.files = files.files;
};

/**
 * Record, stop, listen, record again: each step is one button with one word for what it does. Nothing leaves the device
 * before the form is sent.
 */
const offerRecorder = (host: HTMLElement, field: HTMLInputElement): void => {
  const words = host.dataset;
  const title = document.createElement('h2');
  title.textContent = words.title ?? '';
  const told = document.createElement('p');
  told.setAttribute('role', 'status');
  const time = document.createElement('p');
  time.className = 'hint';
  const player = document.createElement('audio');
  player.controls = true;
  player.setAttribute('aria-label', words.listen ?? '');
  const controls = document.createElement('div');
  controls.className = 'buttons';
  let file: File | null = null;
  let sound: Sound | null = null;
  let ticking = 0;

  const show = (text: string, ...parts: HTMLElement[]): void => {
    told.textContent = text;
    controls.replaceChildren(...parts);
  };
  const keep = (recorded: File, why: string): void => {
    clearInterval(ticking);
    time.textContent = '';
    putInto(field, file, recorded);
    file = recorded;
    URL.revokeObjectURL(player.src);
    player.src = URL.createObjectURL(recorded);
    show(why, player, again, discard);
    again.focus();
  };
  const start = async (): Promise<void> => {
    try {
      sound = await listenTo(words.name ?? 'sound');
    } catch {
      show(words.denied ?? '', begin);
      return;
    }
    const running = sound;
    const since = performance.now();
    show(words.recording ?? '', stop);
    stop.focus();
    ticking = window.setInterval(() => {
      const seconds = (performance.now() - since) / 1000;
      time.textContent = clock(seconds);
      if (seconds >= longest && sound === running) void finish(words.full ?? '');
    }, 500);
  };
  const finish = async (why: string): Promise<void> => {
    const running = sound;
    sound = null;
    if (running) keep(await running.stop(), why);
  };
  const begin = button(words.start ?? '', 'quiet');
  const stop = button(words.stop ?? '', '');
  const again = button(words.again ?? '', 'quiet');
  const discard = button(words.discard ?? '', 'quiet');
  begin.addEventListener('click', () => void start());
  again.addEventListener('click', () => void start());
  stop.addEventListener('click', () => void finish(words.ready ?? ''));
  discard.addEventListener('click', () => {
    putInto(field, file, null);
    file = null;
    show(words.discarded ?? '', begin);
    begin.focus();
  });
  // Whoever sends the form while it records loses nothing: the recording is finished first.
  field.form?.addEventListener(
    'submit',
    (event) => {
      if (!sound) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const { submitter } = event;
      void finish(words.ready ?? '').then(() => field.form?.requestSubmit(submitter));
    },
    { capture: true },
  );

  controls.append(begin);
  host.append(title, told, time, controls);
};

for (const host of document.querySelectorAll<HTMLElement>('[data-recorder]')) {
  const field = document.getElementById(host.dataset.recorder ?? '');
  const able = 'MediaRecorder' in window && navigator.mediaDevices !== undefined;
  if (able && field instanceof HTMLInputElement) offerRecorder(host, field);
}
