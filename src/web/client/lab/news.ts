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

/** Adds what came in to the end of a list; a screen reader reads what was added, and nothing else. */
const append = (id: string, items: NewItems | null): readonly Element[] => {
  const target = list(id);
  if (!target || !items || items.last <= Number(lastOf(id))) return [];
  target.dataset.last = String(items.last);
  const before = target.children.length;
  target.insertAdjacentHTML('beforeend', items.html);
  return [...target.children].slice(before);
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

let asking: Promise<void> | null = null;

const ask = async (): Promise<void> => {
  const desk = document.getElementById('desk')?.dataset.kind ?? '';
  const query = new URLSearchParams({
    chat: lastOf('chat-log'),
    sms: lastOf('sms-log'),
    call: lastOf('call-log'),
    desk,
  });
  const response = await fetch(`/lab/news?${query}`);
  if (!response.ok) return;
  const news: News = await response.json();
  if (append('chat-log', news.chat).length > 0) dropAnswered();
  append('sms-log', news.sms);
  const heard = append('call-log', news.call);
  changeDesk(news.desk);
  if (heard.length === 0) return;
  sound.stop();
  playFrom(heard);
};

/** Brings the page up to date; one question at a time. */
export const showNews = async (): Promise<void> => {
  asking ??= ask().catch(() => undefined);
  await asking;
  asking = null;
};
