/**
 * Turns a flood from one address away before anything else is done for it, above all before keys are looked
 * up (https://developers.cloudflare.com/workers/runtime-apis/bindings/rate-limit/). The counters are those of
 * one data centre and lag a little: a coarse shield. What is exact is counted by key (`ledger/`). Whatever is
 * wrong with the shield itself lets requests through.
 */

import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from '../env.ts';
import { ProblemError } from '../http/problem-error.ts';

/** Of the binding in wrangler.jsonc. */
const periodSeconds = 10;

/** @throws ProblemError `too_many_requests` */
export const shield: MiddlewareHandler<AppEnv> = async (c, next) => {
  const address = c.req.header('CF-Connecting-IP');
  if (c.env.SHIELD === undefined || address === undefined) return next();
  const isLetIn = await c.env.SHIELD.limit({ key: networkOf(address) }).then(
    ({ success }) => success,
    () => true,
  );
  if (isLetIn) return next();
  throw new ProblemError(
    'too_many_requests',
    `expected fewer requests from one address, got too many; try again in ${periodSeconds} seconds`,
    { headers: { 'Retry-After': `${periodSeconds}` } },
  );
};

/** A subscriber has a whole /64 of IPv6 (RFC 6177) and could draw another address each time. */
function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const rest = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - groups.length - rest.length;
  const all = [...groups, ...Array.from({ length: zeros }, () => '0'), ...rest];
  const network = all.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(':')}::/64`;
}
