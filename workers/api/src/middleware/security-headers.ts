/**
 * What browsers are told with every answer (https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html#security-headers).
 * An answer that has a policy of its own keeps it: the page at `/docs` has, in `assets/_headers`.
 */

import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from '../env.ts';

const headers = {
  // Come back by https alone. The deployment's host, and none beside it.
  'Strict-Transport-Security': 'max-age=31536000',
  // An answer is what it says, whatever it looks like.
  'X-Content-Type-Options': 'nosniff',
  // Shown as a page, an answer loads nothing, runs nothing and is in no frame.
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
} as const;

/** Images by address and exports are there to be used by pages of others. */
const embeddable = /^\/v1\/models\/[^/]+\/(versions|aliases)\/[^/]+\/(images|exports)\//;

export const securityHeaders: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next();
  const sent = c.res.headers;
  for (const [name, value] of Object.entries(headers)) if (!sent.has(name)) sent.set(name, value);
  sent.set(
    'Cross-Origin-Resource-Policy',
    embeddable.test(c.req.path) ? 'cross-origin' : 'same-origin',
  );
};
