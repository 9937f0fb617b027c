import { offerMicrophone } from './microphone.ts';
import { playFrom, sound } from './playing.ts';

interface NewItems {
  readonly html: string;
  readonly last: number;
}
interface News {
  readonly chat: NewItems | null;
  readonly sms: NewItems | null;
  readonly call: NewItems | null;
  readonly desk: { readonly kind: string; readonly html: string } | null;
}

const list = (id: string): HTMLElement | null => document.getElementById(id);
const lastOf = (id: string): string => list(id)?.dataset.last ?? '0';

/**
 * Adds what came in to the end of a list; a screen reader reads what was added, and nothing else. Two questions may be
 * under way at once: what the other one has brought already is left out.
 */
const append = (id: string, items: NewItems | null): readonly Element[] => {
  const target = list(id);
  if (!target || !items) return [];
  const brought = document.createElement('template');
  brought.innerHTML = items.html;
  const added = [...brought.content.children].filter((item) => document.getElementById(item.id) === null);
  target.dataset.last = String(Math.max(items.last, Number(lastOf(id))));
  target.append(...added);
  return added;
};

/** Buttons with answers stand under what was said last; what has been answered is words only. */
const dropAnswered = (): void => {
  const own = [...document.querySelectorAll('#chat-log > .lab-person')].at(-1);
  for (const form of document.querySelectorAll('#chat-log form')) {
    if (own && form.compareDocumentPosition(own) & Node.DOCUMENT_POSITION_FOLLOWING) {
      if (form.contains(document.activeElement)) document.getElementById('chat-text')?.focus();
      form.remove();
    }
  }
};

/** The telephone's keys and buttons, where others are to be there now; the focus stays on the telephone. */
const changeDesk = (desk: News['desk']): void => {
  const host = document.getElementById('desk');
  if (!host || !desk || desk.kind === host.dataset.kind) return;
  const hadFocus = host.contains(document.activeElement);
  host.dataset.kind = desk.kind;
  host.innerHTML = desk.html;
  offerMicrophone();
  if (hadFocus) host.querySelector<HTMLElement>('button')?.focus();
};

const ask = async (wait: boolean): Promise<boolean> => {
  const desk = document.getElementById('desk')?.dataset.kind ?? '';
  const query = new URLSearchParams({
    chat: lastOf('chat-log'),
    sms: lastOf('sms-log'),
    call: lastOf('call-log'),
    desk,
    ...(wait ? { wait: '' } : {}),
  });
  const response = await fetch(`/lab/news?${query}`);
  if (!response.ok) return false;
  const news: News = await response.json();
  if (append('chat-log', news.chat).length > 0) dropAnswered();
  append('sms-log', news.sms);
  const heard = append('call-log', news.call);
  changeDesk(news.desk);
  if (heard.length > 0) {
    sound.stop();
    playFrom(heard);
  }
  return true;
};

/** Brings the page up to date now. */
export const showNews = async (): Promise<void> => {
  await ask(false);
};

const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const seen = (): Promise<void> =>
  new Promise((resolve) => {
    if (document.visibilityState === 'visible') return resolve();
    document.addEventListener('visibilitychange', () => resolve(), { once: true });
  });

/** Asks for news as long as the page is looked at; the answer waits until there are some. */
export const watchNews = async (): Promise<never> => {
  for (;;) {
    await seen();
    const answered = await ask(true).catch(() => false);
    if (!answered) await rest(5_000);
  }
};
