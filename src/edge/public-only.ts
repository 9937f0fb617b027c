/** Pages and data that hold nothing of a person and take nothing from one but how the page is shown. */
const open =
  /^\/(?:healthz|readyz|api\/v1\/institutions|(?:(?:kk|ru)\/?)?|(?:kk|ru)\/(?:display|help|accessibility|institutions\.csv|institutions(?:\/[\w-]+)?))$/;

/**
 * For a worker that may see nothing of a person: the answer to a request that is for the Node side (`at`), null where
 * it may answer itself. A form that strays here is not taken, and its words are not sent on.
 */
export const leadElsewhere = (request: Request, at: string): Response | null => {
  const { pathname, search } = new URL(request.url);
  if (open.test(pathname)) return null;
  if (request.method !== 'GET' && request.method !== 'HEAD') return new Response(null, { status: 404 });
  return new Response(null, {
    status: 302,
    headers: { location: `${at}${pathname}${search}`, 'cache-control': 'no-store' },
  });
};
