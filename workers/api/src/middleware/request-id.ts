/** Gives every request an id: the client's own where it is well formed, a fresh one otherwise. */

import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from '../env.ts';

export const requestId: MiddlewareHandler<AppEnv> = async (c, next) => {
  const given = c.req.header('X-Request-Id') ?? '';
  const id = /^[A-Za-z0-9._-]{1,64}$/.test(given) ? given : crypto.randomUUID();
  c.set('requestId', id);
  await next();
  c.res.headers.set('X-Request-Id', id);
};
