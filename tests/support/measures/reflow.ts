interface Found {
  where: string;
  what: string;
}

/** Runs in the page. The page itself scrolls sideways, or something sticks out of it. */
export const findSideways = (): Found[] => {
  const { scrollWidth, clientWidth } = document.documentElement;
  // One pixel is the rounding of letters that are as wide as the screen.
  if (scrollWidth <= clientWidth + 1) return [];
  const wide = [...document.body.querySelectorAll('*')]
    .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
    .slice(0, 3)
    .map((element) => `${element.tagName.toLowerCase()}.${element.className}`);
  return [{ where: wide.join(', '), what: `${scrollWidth} wide in ${clientWidth}` }];
};

/** Runs in the page. Text that doesn't fit into the box that holds it: cut off, or lying over what comes next. */
export const findCutText = (): Found[] => {
  const holdsText = (element: Element): boolean =>
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
  // Read by screen readers, not shown: a box of one pixel.
  const unseen = (element: Element): boolean => {
    for (let node: Element | null = element; node; node = node.parentElement) {
      const { clipPath, position } = getComputedStyle(node);
      if (clipPath !== 'none' && position === 'absolute') return true;
    }
    return false;
  };
  const spills = (element: Element): boolean => {
    const style = getComputedStyle(element);
    if (style.display === 'inline' || style.display === 'contents') return false;
    // A field of one line scrolls in itself; so does a text area.
    if (element.matches('input,textarea,select,option,optgroup')) return false;
    // Letters of some fonts reach out of a tight line without being cut; in a box that hides, nothing may.
    const spare = style.overflowY === 'visible' ? Number.parseFloat(style.fontSize) * 0.2 : 4;
    return (
      element.scrollWidth > element.clientWidth + 2 || element.scrollHeight > element.clientHeight + spare
    );
  };
  return [...document.body.querySelectorAll('*')]
    .filter(
      (element) => holdsText(element) && !unseen(element) && element.checkVisibility() && spills(element),
    )
    .slice(0, 5)
    .map((element) => ({
      where: `${element.tagName.toLowerCase()}.${element.className}`,
      what: `${element.scrollWidth} × ${element.scrollHeight} in ${element.clientWidth} × ${element.clientHeight}`,
    }));
};

/** Runs in the page, colours forced. Controls whose edge can't be seen: a background alone disappears there. */
export const measureForcedColours = (): Found[] => {
  const edge = (element: Element): boolean => {
    const { borderTopWidth, borderTopStyle, appearance } = getComputedStyle(element);
    const drawnByBrowser = element.matches('input,select') && appearance === 'auto';
    return drawnByBrowser || (borderTopStyle !== 'none' && Number.parseFloat(borderTopWidth) >= 1);
  };
  return [...document.querySelectorAll('button,a.button,input:not([type=hidden]),select,textarea')]
    .filter((element) => element.checkVisibility() && !edge(element))
    .map((element) => ({ where: element.outerHTML.slice(0, 80), what: 'has no edge' }));
};

/** Runs in the page, reduced motion wanted. Whatever would still move. */
export const measureMotion = (): Found[] =>
  [...document.querySelectorAll('*')]
    .filter((element) => {
      const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(element);
      const moves = transitionDuration.split(',').some((time) => Number.parseFloat(time) > 0.01);
      return animationName !== 'none' || moves || scrollBehavior === 'smooth';
    })
    .slice(0, 5)
    .map((element) => ({ where: element.outerHTML.slice(0, 80), what: 'moves' }));
