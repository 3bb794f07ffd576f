/** Answers known paths with unknown methods; to be called after all routes are there. */

import type { Hono } from 'hono';
import type { AppEnv } from '../env.ts';
import { ProblemError } from '../http/problem-error.ts';

export function refuseOtherMethods(app: Hono<AppEnv>): void {
  const methodsByPath = new Map<string, Set<string>>();
  for (const { path, method } of app.routes) {
    if (method === 'ALL') continue;
    const methods = methodsByPath.get(path) ?? new Set();
    methodsByPath.set(path, methods.add(method));
    if (method === 'GET') methods.add('HEAD');
  }
  for (const [path, methods] of methodsByPath) {
    const allow = [...methods].sort().join(', ');
    app.all(path, (c) => {
      throw new ProblemError('method_not_allowed', `expected ${allow}, got ${c.req.method}`, {
        headers: { Allow: allow },
      });
    });
  }
}
