/** With scripts the way out replaces this page, so that "back" does not lead here again. */
document.addEventListener('click', (event) => {
  const target = event.target instanceof Element ? event.target.closest('a[data-quick-exit]') : null;
  if (!(target instanceof HTMLAnchorElement)) return;
  event.preventDefault();
  document.documentElement.hidden = true;
  location.replace(target.href);
});

export {};
