/** What came of a request to a provider. */
export type Asked =
  | { readonly kind: 'answered'; readonly status: number; readonly body: string; readonly headers: Headers }
  /** Nobody listened: certainly nothing was taken. */
  | { readonly kind: 'not-connected' }
  /** It was sent, and no answer came: it may have been taken or not. */
  | { readonly kind: 'no-answer' };

/** Milliseconds that a provider is waited for; the lease of a sending is far longer. */
const patience = 15_000;

/** Failures before the first octet of a request went out. */
const beforeSending = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

const codeOf = (error: unknown): string | null => {
  if (!(error instanceof Error)) return null;
  if ('code' in error && typeof error.code === 'string') return error.code;
  // A host with several addresses fails with one error for each.
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return codeOf(error.cause);
};

/** Asks a provider; redirects are not followed, since they would take our words and password elsewhere. */
export const askProvider = async (
  url: URL,
  init: RequestInit,
  waitFor: number = patience,
): Promise<Asked> => {
  try {
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      signal: AbortSignal.timeout(waitFor),
    });
    return {
      kind: 'answered',
      status: response.status,
      body: await response.text(),
      headers: response.headers,
    };
  } catch (error) {
    return { kind: beforeSending.has(codeOf(error) ?? '') ? 'not-connected' : 'no-answer' };
  }
};

/** When a provider that is too busy wants to be asked again (`Retry-After`: seconds or a date); null where it is silent. */
export const retryAt = (headers: Headers, now: Date): Date | null => {
  const said = headers.get('retry-after')?.trim();
  if (!said) return null;
  const at = /^\d+(\.\d+)?$/.test(said) ? new Date(now.getTime() + Number(said) * 1_000) : new Date(said);
  return Number.isNaN(at.getTime()) ? null : at;
};
