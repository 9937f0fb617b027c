/** The time of the call, a second at a time; silent, for those who want to know. */
export const tickCall = (): void => {
  setInterval(() => {
    const shown = document.querySelector<HTMLElement>('[data-seconds]');
    if (!shown) return;
    const seconds = Number(shown.dataset.seconds) + 1;
    shown.dataset.seconds = String(seconds);
    shown.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  }, 1_000);
};
