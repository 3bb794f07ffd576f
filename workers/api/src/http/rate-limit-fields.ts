/**
 * `RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers-10,
 * https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/), lists of RFC 9651: which quotas
 * there are, and what is left of each. `qu` names units of our own, since the draft registers none for them.
 */

import { policies, windowMs } from '../ledger/quotas.ts';
import type { LimitState } from '../ledger/window-counters.ts';

const units = { images: 'images', cpuMs: 'cpu-ms' } as const;

/** @returns no fields where nothing is limited */
export function rateLimitFields(limits: readonly LimitState[]): Record<string, string> {
  if (limits.length === 0) return {};
  const policy = limits.map(({ policy: name, quota }) => {
    const { window, resource } = policies.find((it) => it.name === name) ?? policies[0] ?? never();
    return `"${name}";q=${quota};w=${windowMs[window] / 1000};qu="${units[resource]}"`;
  });
  const states = limits.map(
    ({ policy: name, remaining, resetMs }) =>
      `"${name}";r=${remaining};t=${Math.ceil(resetMs / 1000)}`,
  );
  return { 'RateLimit-Policy': policy.join(', '), RateLimit: states.join(', ') };
}

function never(): never {
  throw new Error('expected a policy, got none');
}
