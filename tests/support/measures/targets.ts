/**
 * Runs in the page. Everything that can be pressed and is smaller than 44 by 44 CSS pixels. A link within a sentence
 * is exempt (WCAG 2.5.5); one that stands alone in its line is not.
 */
export const measureTargets = (): { where: string; what: string }[] => {
  const least = 43.5;
  const name = (element: Element): string =>
    `${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ''} "${(element.textContent ?? '').trim().slice(0, 40)}"`;

  const inSentence = (element: Element): boolean => {
    if (element.tagName !== 'A' || getComputedStyle(element).display !== 'inline') return false;
    const block = element.closest('p,li,dd,td,th,figcaption,div');
    const around = (block?.textContent ?? '').replace(element.textContent ?? '', '').trim();
    return block?.closest('header,footer,nav') === null && around.length > 0;
  };

  const shown = (element: Element): boolean =>
    element.checkVisibility({ visibilityProperty: true }) && !element.matches('.skip:not(:focus)');

  const pressable =
    'a[href],button,input:not([type=hidden]),select,textarea,summary,[role=button],[tabindex="0"]';
  return [...document.querySelectorAll(pressable)]
    .filter((element) => shown(element) && !inSentence(element))
    .flatMap((element) => {
      const { width, height } = element.getBoundingClientRect();
      return width >= least && height >= least
        ? []
        : [{ where: name(element), what: `${width.toFixed(1)} × ${height.toFixed(1)}` }];
    });
};
