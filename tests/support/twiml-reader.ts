/** An element of TwiML, read from its text: what a provider sees, and nothing of how we wrote it. */
export interface Verb {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Verb[];
  readonly text: string;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const decode = (text: string): string =>
  text.replace(/&(#x?[0-9a-f]+|\w+);/gi, (whole, name: string) => {
    if (name.startsWith('#x')) return String.fromCodePoint(Number.parseInt(name.slice(2), 16));
    if (name.startsWith('#')) return String.fromCodePoint(Number(name.slice(1)));
    return entities[name] ?? whole;
  });

interface Open {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Verb[];
  text: string;
}

/** The verbs of a document, in their order; throws where it is not well formed or no `<Response>`. */
export const readTwiml = (document: string): readonly Verb[] => {
  const top: Open = { name: '', attributes: {}, children: [], text: '' };
  const stack: Open[] = [top];
  const body = document.replace(/^<\?xml[^>]*\?>/, '');
  const tag = /<(\/?)([A-Za-z]+)((?:\s+[\w-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
  let read = 0;
  for (let match = tag.exec(body); match !== null; match = tag.exec(body)) {
    read = tag.lastIndex;
    const [, closing, name = '', attributes = '', empty, text] = match;
    const inner = stack.at(-1) ?? top;
    if (text !== undefined) {
      inner.text += decode(text);
      continue;
    }
    if (closing === '/') {
      const closed = stack.pop();
      if (closed?.name !== name) throw new Error(`</${name}> closes <${closed?.name}>`);
      (stack.at(-1) ?? top).children.push({ ...closed, text: closed.text.trim() });
      continue;
    }
    const named = [...attributes.matchAll(/([\w-]+)="([^"]*)"/g)];
    const open: Open = {
      name,
      attributes: Object.fromEntries(named.map(([, key = '', value = '']) => [key, decode(value)])),
      children: [],
      text: '',
    };
    if (empty === '/') inner.children.push(open);
    else stack.push(open);
  }
  const [response] = top.children;
  if (
    read !== body.length ||
    stack.length !== 1 ||
    top.children.length !== 1 ||
    response?.name !== 'Response'
  )
    throw new Error(`not TwiML: ${document.slice(0, 200)}`);
  return response.children;
};
