import type { MiddlewareHandler } from 'hono';

const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self' blob:",
  // A recording is listened to before it is sent: it is a blob then.
  "media-src 'self' blob:",
  "connect-src 'self'",
  "font-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Headers of every page: nothing from elsewhere, nothing inline, no framing. */
export const securityHeaders =
  (secure: boolean): MiddlewareHandler =>
  async (c, next) => {
    await next();
    const set = (name: string, value: string): void => {
      if (!c.res.headers.has(name)) c.header(name, value);
    };
    set('content-security-policy', policy);
    set('x-content-type-options', 'nosniff');
    // Not "no-referrer": with it browsers send "Origin: null" along with our own forms.
    set('referrer-policy', 'same-origin');
    set('permissions-policy', 'microphone=(self), camera=(self), geolocation=(), browsing-topics=()');
    set('cross-origin-opener-policy', 'same-origin');
    if (secure) set('strict-transport-security', 'max-age=31536000');
  };
