/**
 * What operators learn of a request: one line of JSON for Workers Logs, which is indexed by its fields
 * (https://developers.cloudflare.com/workers/observability/logs/workers-logs/), and one data point.
 */

import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { AppEnv } from '../env.ts';
import { writeRequestPoint } from '../observability/data-points.ts';
import { isLogged, loggedShare } from '../observability/logged-share.ts';

export const accessLog: MiddlewareHandler<AppEnv> = async (c, next) => {
  c.set('log', {});
  const startMs = performance.now();
  await next();
  const ms = Math.round((performance.now() - startMs) * 1000) / 1000;
  const { traceId, spanId, parentSpanId } = c.get('trace');
  const log = c.get('log');
  const { method } = c.req;
  const { status } = c.res;
  const route = routePath(c, -1);
  writeRequestPoint(c.env, {
    ...{ keyId: log.keyId ?? 'public', method, route, status, ms },
    ...{ model: log.model ?? '', digest: log.digest ?? '', images: log.images ?? 0 },
    ...{ imageCache: log.imageCache ?? '', modelCache: log.cache ?? '' },
  });
  const share = loggedShare(c.env);
  if (share === undefined) log.error ??= 'LOGGED_SUCCESSES: expected a number from 0 to 1';
  if (!isLogged(status, c.get('trace'), share)) return;
  const line = JSON.stringify({
    requestId: c.get('requestId'),
    ...{ traceId, spanId, ...(parentSpanId !== undefined && { parentSpanId }) },
    ...{ method, route, status, ms },
    ...log,
  });
  if (status >= 500) console.error(line);
  else console.log(line);
};
