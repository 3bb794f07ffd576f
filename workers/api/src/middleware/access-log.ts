/** One line of JSON per request, for Workers Logs: what was asked, what came of it, how long it took. */

import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { AppEnv } from '../env.ts';

export const accessLog: MiddlewareHandler<AppEnv> = async (c, next) => {
  c.set('log', {});
  const startMs = performance.now();
  await next();
  const line = {
    requestId: c.get('requestId'),
    method: c.req.method,
    route: routePath(c, -1),
    status: c.res.status,
    ms: Math.round((performance.now() - startMs) * 1000) / 1000,
    ...c.get('log'),
  };
  if (c.res.status >= 500) console.error(JSON.stringify(line));
  else console.log(JSON.stringify(line));
};
