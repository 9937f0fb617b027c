/**
 * Leaves at once: the page goes blank before the next one has come, and "back" doesn't lead here again. Without a
 * script the same link simply leads away.
 */
export const watchQuickExit = (): void => {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-quick-exit]')) {
    link.addEventListener('click', (event) => {
      event.preventDefault();
      sessionStorage.clear();
      document.title = '';
      document.body.replaceChildren();
      location.replace(link.href);
    });
  }
};
