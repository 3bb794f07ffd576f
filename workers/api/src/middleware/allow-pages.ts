/**
 * Lets pages of other origins call the service from a browser: those that the deployment lists
 * (`PAGE_ORIGINS`), by default none (CORS, https://fetch.spec.whatwg.org/#http-cors-protocol). No cookies are
 * read here; what a page may do is what its key may do.
 */

import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import type { AppEnv, Bindings } from '../env.ts';

/** @throws Error where the configuration is not what it must be */
export const allowPages: MiddlewareHandler<AppEnv> = async (c, next) => {
  const origins = pageOrigins(c.env);
  const isListed = origins.includes(c.req.header('Origin') ?? '');
  // Hono's middleware would answer the preflights of all others as well, and allow them nothing.
  if (origins.length === 0 || (c.req.method === 'OPTIONS' && !isListed)) return next();
  return allow(origins)(c, next);
};

function allow(origins: readonly string[]): MiddlewareHandler<AppEnv> {
  return cors({
    origin: [...origins],
    allowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
    // Clients send headers of their own, and none is trusted: those are allowed that a page asks for.
    allowHeaders: [],
    exposeHeaders: ['*'],
    maxAge: 86_400,
  });
}

function pageOrigins({ PAGE_ORIGINS = '' }: Bindings): readonly string[] {
  const origins = PAGE_ORIGINS.split(',').filter((it) => it !== '');
  for (const origin of origins) {
    if (URL.parse(origin)?.origin === origin && origin !== 'null') continue;
    const expected = 'origins such as https://example.com, with commas between';
    throw new Error(`PAGE_ORIGINS: expected ${expected}, got ${JSON.stringify(PAGE_ORIGINS)}`);
  }
  return origins;
}
