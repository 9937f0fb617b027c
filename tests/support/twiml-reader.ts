import { DOMParser, type Element } from '@xmldom/xmldom';

/** An element of TwiML, read from its text: what a provider sees, and nothing of how we wrote it. */
export interface Verb {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Verb[];
  readonly text: string;
}

const isElement = (node: { readonly nodeType: number }): node is Element => node.nodeType === 1;
const verbsIn = (element: Element): readonly Verb[] => [...element.childNodes].filter(isElement).map(verbOf);
const verbOf = (element: Element): Verb => ({
  name: element.tagName,
  attributes: Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])),
  children: verbsIn(element),
  text: (element.textContent ?? '').trim(),
});

/** The verbs of a document, in their order; throws where it is not well formed or no `<Response>`. */
export const readTwiml = (document: string): readonly Verb[] => {
  const onError = (_level: string, message: string): never => {
    throw new Error(`not TwiML: ${message}`);
  };
  const { documentElement } = new DOMParser({ onError }).parseFromString(document, 'text/xml');
  if (documentElement?.tagName !== 'Response') throw new Error(`no Response: ${document.slice(0, 200)}`);
  return verbsIn(documentElement);
};
