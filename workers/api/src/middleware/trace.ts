/** Gives every request its place in a trace, and its answer the trace's id. */

import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from '../env.ts';
import { traceOf, traceresponse } from '../observability/trace-context.ts';

export const trace: MiddlewareHandler<AppEnv> = async (c, next) => {
  const context = traceOf(c.req.header('traceparent'));
  c.set('trace', context);
  await next();
  c.res.headers.set('Traceresponse', traceresponse(context));
};
