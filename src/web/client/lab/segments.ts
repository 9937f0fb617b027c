import { smsSegments } from '../../../domain/sms-length.ts';

/** How many SMS the text takes while it is being written. Not read out: it stands with the message once it is sent. */
export const countSegments = (): void => {
  const field = document.getElementById('sms-text');
  const line = document.querySelector<HTMLElement>('[data-segments]');
  if (!(field instanceof HTMLTextAreaElement) || !line) return;
  const show = (): void => {
    const count = smsSegments(field.value.trim());
    line.textContent = count === 0 ? '' : (line.dataset.segments ?? '').replace('%n', String(count));
  };
  field.form?.addEventListener('input', show);
  show();
};
