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
    // Not through `c.header`: once there is a response, it copies it whole for every header.
    const { headers } = c.res;
    const set = (name: string, value: string): void => {
      if (!headers.has(name)) headers.set(name, value);
    };
    set('content-security-policy', policy);
    set('x-content-type-options', 'nosniff');
    // Not "no-referrer": with it browsers send "Origin: null" along with our own forms.
    set('referrer-policy', 'same-origin');
    set('permissions-policy', 'microphone=(self), camera=(self), geolocation=(), browsing-topics=()');
    set('cross-origin-opener-policy', 'same-origin');
    if (secure) set('strict-transport-security', 'max-age=31536000');
  };
