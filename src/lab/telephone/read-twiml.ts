import { DOMParser, type Element } from '@xmldom/xmldom';

/** One instruction to the telephone, as it stands in the document. */
export interface Verb {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Verb[];
  readonly text: string;
}

const isElement = (node: { readonly nodeType: number }): node is Element => node.nodeType === 1;

const verbOf = (element: Element): Verb => ({
  name: element.tagName,
  attributes: Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])),
  children: verbsOf(element),
  text: (element.textContent ?? '').trim(),
});
const verbsOf = (element: Element): readonly Verb[] => [...element.childNodes].filter(isElement).map(verbOf);

const refuse = (): never => {
  throw new Error('not well-formed');
};

/**
 * Reads a TwiML document the way a telephone exchange does: from the letters, knowing nothing of who wrote it. Gives
 * the verbs in `<Response>`; null where it is no such document.
 */
export const readTwiml = (document: string): readonly Verb[] | null => {
  try {
    const { documentElement } = new DOMParser({ onError: refuse }).parseFromString(document, 'text/xml');
    return documentElement?.tagName === 'Response' ? verbsOf(documentElement) : null;
  } catch {
    return null;
  }
};
