interface Found {
  rule: string;
  where: string;
  what: string;
}

/** Runs in the page. Languages, headings, title, tables, descriptions and error summary, as the web list has them. */
export const measureContent = ({ language, error }: { language: string; error: boolean }): Found[] => {
  const found: Found[] = [];
  const note = (rule: string, where: string, what: string): void => void found.push({ rule, where, what });
  const all = (selector: string): Element[] => [...document.querySelectorAll(selector)];
  const text = (element: Element | null | undefined): string =>
    (element?.textContent ?? '').replace(/\s+/g, ' ').trim();

  if (document.documentElement.lang !== language) note('lang (3.1.1)', 'html', document.documentElement.lang);

  // A word with letters that only Kazakh has, in what is said to be Russian: a screen reader would spell it. Names
  // are exempt (3.1.2), and so is what the person herself typed into a field.
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const lang = node.parentElement?.closest('[lang]')?.getAttribute('lang');
    if (lang !== 'ru' || node.parentElement?.closest('textarea,script')) continue;
    const words = (node.textContent ?? '').split(/[^\p{L}]+/u);
    if (words.some((word) => /^\p{Ll}/u.test(word) && /[әіңғүұқөһ]/.test(word))) {
      note('lang of parts (3.1.2)', 'text', (node.textContent ?? '').trim().slice(0, 60));
    }
  }

  const headings = all('h1');
  if (headings.length !== 1) note('one h1', 'h1', String(headings.length));
  if (all('main').length !== 1) note('one main', 'main', String(all('main').length));

  const heading = headings[0];
  const caption = text(heading?.querySelector('.caption'));
  const question = text(heading).slice(caption.length).trim();
  const prefix = `${language === 'kk' ? 'Қате' : 'Ошибка'}: `;
  const title = document.title;
  const bare = title.startsWith(prefix) ? title.slice(prefix.length) : title;
  if (title.startsWith(prefix) !== error) note('title with an error (2.4.2)', 'title', title);
  // The heading may say more than the title (a number, say), not something else.
  const [said = ''] = bare.split(' – ');
  if (!bare.startsWith(question) && !question.startsWith(said))
    note('title starts with the h1 (2.4.2)', 'title', `${title} | ${question}`);
  if (!/ – \S+$/.test(title)) note('title ends with the service (2.4.2)', 'title', title);

  for (const table of all('table')) {
    if (!text(table.querySelector('caption'))) note('table caption', 'table', text(table).slice(0, 60));
    if (!table.querySelector('th[scope=col]')) note('table headers', 'table', text(table).slice(0, 60));
  }

  // What helps or corrects must be in the description of the controls, not of the group alone.
  for (const notes of all('.field .hint[id], .field .error[id]')) {
    const controls = [...(notes.closest('.field')?.querySelectorAll('input,textarea,select') ?? [])];
    const describes = (control: Element): boolean =>
      (control.getAttribute('aria-describedby') ?? '').split(' ').includes(notes.id);
    const wanted = notes.id.endsWith('-own-hint')
      ? controls.some(describes)
      : controls.filter((one) => !one.closest('.below')).every(describes);
    if (!wanted) note('description of controls (1.3.1)', `#${notes.id}`, text(notes));
  }

  const summary = document.querySelector('#error-summary');
  if (error && document.querySelector('main form') && document.querySelector('.field .error') && !summary) {
    note('error summary (3.3.1)', 'main', 'missing');
  }
  if (summary) {
    if (summary.getAttribute('tabindex') !== '-1')
      note('error summary', '#error-summary', 'cannot be focused');
    const before = [...(document.querySelector('main')?.querySelectorAll('h1,form') ?? [])];
    if (before.some((one) => one.compareDocumentPosition(summary) & Node.DOCUMENT_POSITION_FOLLOWING)) {
      note('error summary', '#error-summary', 'is not at the top');
    }
  }
  for (const link of summary?.querySelectorAll('a') ?? []) {
    const field = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    const said = text(document.getElementById(`${field?.getAttribute('name')?.replace(/-day$/, '')}-error`));
    const own = text(document.getElementById(`${link.hash.slice(1)}-error`));
    if (!field?.matches('input,textarea,select,button')) note('error link', link.hash, 'leads to no field');
    if (said !== text(link) && own !== text(link))
      note('same words at the field', link.hash, `${text(link)} | ${own || said}`);
  }
  for (const form of all('main form')) {
    if (!form.hasAttribute('novalidate') && form.querySelector('[required],[type=email],[type=url]')) {
      note('novalidate', 'form', form.getAttribute('action') ?? '');
    }
  }
  return found;
};
