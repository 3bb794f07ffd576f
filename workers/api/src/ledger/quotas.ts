/**
 * How much a key may use: images and estimated CPU milliseconds, a minute and a day. Windows are fixed and
 * aligned to UTC, not sliding and not GCRA's: a caller can tell by the clock when one ends, a day is the day
 * that usage is reported by, and two numbers a window are all the state there is. The price is the known one:
 * around the boundary of two windows, up to twice a quota fits into one window's length, which GCRA with a
 * burst of the whole quota allows as well.
 */

/** By policy; one that is absent, or null, is without a limit. */
export interface Quotas {
  readonly imagesPerMinute?: number | null;
  readonly imagesPerDay?: number | null;
  readonly cpuMsPerMinute?: number | null;
  readonly cpuMsPerDay?: number | null;
}

type Resource = 'images' | 'cpuMs';
export type Window = 'minute' | 'day';

export interface QuotaPolicy {
  /** In `RateLimit-Policy`. */
  readonly name: string;
  readonly field: keyof Quotas;
  readonly resource: Resource;
  readonly window: Window;
  /** Of the quota, for people. */
  readonly unit: string;
}

export const windowMs = { minute: 60_000, day: 86_400_000 } as const satisfies Record<
  Window,
  number
>;

/** Shorter windows first. */
export const policies: readonly QuotaPolicy[] = [
  {
    ...{ name: 'images-minute', field: 'imagesPerMinute', resource: 'images', window: 'minute' },
    unit: 'images a minute',
  },
  {
    ...{ name: 'cpu-minute', field: 'cpuMsPerMinute', resource: 'cpuMs', window: 'minute' },
    unit: 'estimated CPU milliseconds a minute',
  },
  {
    ...{ name: 'images-day', field: 'imagesPerDay', resource: 'images', window: 'day' },
    unit: 'images a day',
  },
  {
    ...{ name: 'cpu-day', field: 'cpuMsPerDay', resource: 'cpuMs', window: 'day' },
    unit: 'estimated CPU milliseconds a day',
  },
];

export const largestQuota = 1_000_000_000;

/**
 * Quotas as configuration and D1 have them: an object, or its JSON; every field a whole number or null.
 *
 * @param what names the place, for the message
 * @throws Error where it is not that
 */
export function parseQuotas(what: string, given: unknown): Quotas {
  const fields = policies.map(({ field }) => field);
  const value = typeof given === 'string' ? parseJson(given) : given;
  const isQuotas =
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.entries(value).every(
      ([name, it]) => fields.some((field) => field === name) && (it === null || isQuota(it)),
    );
  if (isQuotas) return value;
  const expected = `JSON with whole numbers or null for ${fields.join(', ')}`;
  throw new Error(`${what}: expected ${expected}, got ${JSON.stringify(given)}`);
}

/** What a key has of its own goes before the defaults, field by field. */
export function mergeQuotas(defaults: Quotas, own: Quotas): Quotas {
  return { ...defaults, ...own };
}

export function isLimited(quotas: Quotas): boolean {
  return policies.some(({ field }) => isQuota(quotas[field]));
}

/** Whether it limits something. */
export function isQuota(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= largestQuota;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
