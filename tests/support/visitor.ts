const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };
const plain = (html: string): string =>
  html.replace(/&(lt|gt|quot|#39|amp);/g, (_, name) => entities[name] ?? '');

const attribute = (tag: string, name: string): string | undefined => {
  const found = new RegExp(`\\s${name}(?:="([^"]*)")?(?=[\\s/>])`).exec(tag);
  return found ? plain(found[1] ?? '') : undefined;
};

/** Words of a piece of HTML as a person reads them. */
export const wordsOf = (html: string): string =>
  plain(html.replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();

type Fields = Readonly<Record<string, string | readonly string[] | File | readonly File[]>>;

interface Form {
  readonly action: string;
  readonly method: string;
  readonly multipart: boolean;
  /** What a browser would send with nothing changed, the buttons left out. */
  readonly values: readonly (readonly [string, string])[];
}

const formIn = (html: string, dataAction?: string): Form => {
  const forms = [...html.matchAll(/(<form[^>]*>)([\s\S]*?)<\/form>/g)];
  const asked = forms.find(([, head]) => !dataAction || attribute(`${head}`, 'data-action') === dataAction);
  const [, head, body] = asked ?? [];
  if (!head || body === undefined) throw new Error(`no form ${dataAction ?? ''} on this page`);
  const values: [string, string][] = [];
  for (const [tag] of body.matchAll(/<input[^>]*>/g)) {
    const type = attribute(tag, 'type');
    const name = attribute(tag, 'name');
    const chosen =
      type === 'radio' || type === 'checkbox' ? attribute(tag, 'checked') !== undefined : type !== 'file';
    if (name && chosen) values.push([name, attribute(tag, 'value') ?? '']);
  }
  for (const [, tag, text] of body.matchAll(/(<textarea[^>]*>)([\s\S]*?)<\/textarea>/g))
    values.push([attribute(`${tag}`, 'name') ?? '', plain(text ?? '').replace(/^\n/, '')]);
  for (const [, tag, options] of body.matchAll(/(<select[^>]*>)([\s\S]*?)<\/select>/g)) {
    const all = [...(options ?? '').matchAll(/<option[^>]*>/g)].map(([option]) => option);
    const chosen = all.find((option) => attribute(option, 'selected') !== undefined) ?? all[0] ?? '';
    values.push([attribute(`${tag}`, 'name') ?? '', attribute(chosen, 'value') ?? '']);
  }
  return {
    action: attribute(head, 'action') ?? '',
    method: attribute(head, 'method') ?? 'get',
    multipart: attribute(head, 'enctype') === 'multipart/form-data',
    values,
  };
};

/** An application asked without a port, or one that listens somewhere (`siteAt`). */
export interface Site {
  readonly request: (path: string, init: RequestInit) => Response | Promise<Response>;
}
export const siteAt = (baseUrl: string): Site => ({
  request: (path, init) => fetch(new URL(path, baseUrl), { ...init, redirect: 'manual' }),
});

/**
 * A person with a browser that runs no scripts: keeps cookies, follows redirects, fills in forms. One visitor is one
 * device; `path`, `status` and `html` are of the page that stands on the screen.
 */
export class Visitor {
  readonly app: Site;
  readonly cookies = new Map<string, string>();
  path = '';
  status = 0;
  html = '';
  headers = new Headers();

  constructor(app: Site) {
    this.app = app;
  }

  async #ask(path: string, init: RequestInit = {}, redirects = 0): Promise<void> {
    if (redirects > 5) throw new Error(`redirected in circles at ${path}`);
    const headers = new Headers(init.headers);
    headers.set('cookie', [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const [address = ''] = path.split('#');
    const response = await this.app.request(address, { ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...rest] = line.split('; ');
      const [name = '', value = ''] = pair.split('=');
      if (rest.some((part) => part.toLowerCase() === 'max-age=0')) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (response.status >= 300 && response.status < 400 && location) {
      await response.arrayBuffer();
      await this.#ask(location, {}, redirects + 1);
      // A browser lands at the fragment, unless it was led on from there.
      if (this.path === location.split('#')[0]) this.path = location;
      return;
    }
    this.path = path;
    this.status = response.status;
    this.headers = response.headers;
    this.html = await response.text();
  }

  /** Opens an address. */
  async goTo(path: string): Promise<this> {
    await this.#ask(path);
    return this;
  }

  /** Fetches what a page refers to, a sound say, without leaving the page. */
  async fetch(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return this.app.request(path, { headers: { ...headers, cookie } });
  }

  /** Sends a body as it is: what no form of ours would send. */
  async post(path: string, body: BodyInit, contentType: string): Promise<this> {
    await this.#ask(path, { method: 'POST', body, headers: { 'content-type': contentType } });
    return this;
  }

  /** A page of its own, as it stands now: what a second tab shows. */
  tab(): Visitor {
    const other = new Visitor(this.app);
    for (const [name, value] of this.cookies) other.cookies.set(name, value);
    Object.assign(other, { path: this.path, status: this.status, html: this.html, headers: this.headers });
    return other;
  }

  get main(): string {
    return /<main[\s\S]*<\/main>/.exec(this.html)?.[0] ?? '';
  }
  get words(): string {
    return wordsOf(this.main);
  }
  get title(): string {
    return wordsOf(/<title>([\s\S]*?)<\/title>/.exec(this.html)?.[1] ?? '');
  }
  get heading(): string {
    return wordsOf(
      /<h1[\s\S]*?<\/h1>/.exec(this.html)?.[0]?.replace(/<span class="caption">[\s\S]*?<\/span>/, '') ?? '',
    );
  }
  /** The question that is asked: the last part of the path. */
  get question(): string {
    return this.path.split(/[?#]/)[0]?.split('/').at(-1) ?? '';
  }
  get errors(): readonly string[] {
    const summary = /id="error-summary"[\s\S]*?<\/ul>/.exec(this.html)?.[0] ?? '';
    return [...summary.matchAll(/<li>([\s\S]*?)<\/li>/g)].map(([, item]) => wordsOf(item ?? ''));
  }
  /** What the first form of the page holds. */
  get form(): Form {
    return formIn(this.main);
  }
  value(name: string): string | undefined {
    return this.form.values.find(([field]) => field === name)?.[1];
  }
  /** Address of a link by its words. */
  link(words: string): string {
    for (const [, tag, text] of this.html.matchAll(/(<a\s[^>]*>)([\s\S]*?)<\/a>/g))
      if (wordsOf(text ?? '').includes(words)) return attribute(`${tag}`, 'href') ?? '';
    throw new Error(`no link says ${words}`);
  }

  /** Verbs of the forms on the page (`data-action`). */
  get actions(): readonly string[] {
    return [...this.main.matchAll(/<form[^>]*data-action="([^"]*)"/g)].map(([, action]) => action ?? '');
  }
  /** What the form of a verb holds. */
  formOf(dataAction: string): Form {
    return formIn(this.main, dataAction);
  }

  /** Fills in the first form of the page and presses a button: the first one unless `button` names another. */
  async send(fields: Fields = {}, button?: readonly [string, string]): Promise<this> {
    return this.#submit(this.form, fields, button);
  }
  /** The same with the form of a verb. */
  async act(dataAction: string, fields: Fields = {}): Promise<this> {
    return this.#submit(this.formOf(dataAction), fields);
  }

  async #submit(form: Form, fields: Fields, button?: readonly [string, string]): Promise<this> {
    const named = new Set(Object.keys(fields));
    const parts: [string, string | File][] = form.values
      .filter(([name]) => !named.has(name))
      .map(([name, value]) => [name, value]);
    for (const [name, value] of Object.entries(fields))
      for (const one of Array.isArray(value) ? value : [value]) parts.push([name, one]);
    if (button) parts.push([...button]);
    if (form.method === 'get') {
      const query = new URLSearchParams(parts.map(([name, value]) => [name, String(value)]));
      return this.goTo(`${form.action}?${query}`);
    }
    let body: FormData | URLSearchParams;
    if (form.multipart) {
      body = new FormData();
      for (const [name, value] of parts) body.append(name, value);
    } else body = new URLSearchParams(parts.map(([name, value]) => [name, String(value)]));
    await this.#ask(form.action, { method: 'POST', body });
    return this;
  }
}
