import { listenTo, type Sound } from '../recorder/sound.ts';
import { sound as voice } from './playing.ts';

/** Speaking into the telephone: one button that begins, and then ends and hands over what was said. */
export const offerMicrophone = (): void => {
  const host = document.querySelector<HTMLElement>('[data-microphone]:empty');
  const form = host?.closest('form');
  const field = document.getElementById(host?.dataset.microphone ?? '');
  const able = 'MediaRecorder' in window && navigator.mediaDevices !== undefined;
  if (!host || !form || !able || !(field instanceof HTMLInputElement)) return;
  const words = host.dataset;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button';
  button.textContent = words.start ?? '';
  const told = document.createElement('p');
  told.setAttribute('role', 'status');
  host.append(button, told);
  let running: Sound | null = null;
  let since = 0;

  const begin = async (): Promise<void> => {
    voice.stop();
    try {
      running = await listenTo('recording');
    } catch {
      told.textContent = words.denied ?? '';
      return;
    }
    since = performance.now();
    button.textContent = words.stop ?? '';
    told.textContent = words.listening ?? '';
  };
  const finish = async (recording: Sound): Promise<void> => {
    running = null;
    const seconds = Math.max(1, Math.round((performance.now() - since) / 1_000));
    const files = new DataTransfer();
    files.items.add(await recording.stop());
    field.files = files.files;
    const told = form.elements.namedItem('seconds');
    if (told instanceof HTMLInputElement) told.value = String(seconds);
    button.textContent = words.start ?? '';
    form.requestSubmit(form.querySelector<HTMLButtonElement>('[value=sound]'));
  };
  button.addEventListener('click', () => void (running ? finish(running) : begin()));
};
