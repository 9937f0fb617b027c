/** Where scripts run, a button takes the place of the words that say how to print. */
for (const hint of document.querySelectorAll<HTMLElement>('[data-print]')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button quiet';
  button.textContent = hint.dataset.print ?? '';
  button.addEventListener('click', () => print());
  hint.replaceChildren(button);
}

export {};
