/**
 * What a key has used in the minute and the day at hand: the arithmetic of its quotas, without clock or
 * storage.
 *
 * **Images are exact.** They are counted when they are granted, before any is made; what a grant did not need
 * is given back by whoever got it, and what never comes back counts as used. So in no window are more images
 * granted than its quota: the over-use is 0, and an isolate that dies costs its key at most what it held.
 *
 * **CPU is counted after the work,** since only then it is known: a request is let in while anything is left.
 * So a window may be exceeded by what is under way, or made and not yet reported, at the moment it is used
 * up, and by nothing else.
 */

import { policies, type QuotaPolicy, type Quotas, type Window, windowMs } from './quotas.ts';

/** In each window since it began. */
interface Used {
  /** Number of the window since 1970. */
  readonly index: number;
  readonly images: number;
  readonly cpuMs: number;
}

export type Counters = Readonly<Record<Window, Used>>;

/** Images that may be made, and the windows they were taken from. */
export interface Grant {
  readonly minute: number;
  readonly day: number;
  readonly images: number;
}

/** One quota as it stands. */
export interface LimitState {
  readonly policy: string;
  readonly quota: number;
  readonly remaining: number;
  /** Until the window ends. */
  readonly resetMs: number;
}

export interface ChargeRequest {
  readonly quotas: Quotas;
  /** Needed at once, or nothing is granted. */
  readonly images: number;
  /** Welcome besides, to be spent without asking. */
  readonly slack: number;
}

export type Charge =
  | { readonly granted: Grant; readonly counters: Counters }
  | { readonly refusedBy: QuotaPolicy; readonly retryAfterMs: number };

/** Of what is left after a request, the part that may be lent to one isolate besides. */
const slackShare = 8;

export const noCounters: Counters = {
  minute: { index: 0, images: 0, cpuMs: 0 },
  day: { index: 0, images: 0, cpuMs: 0 },
};

/** Windows that have ended are begun anew. A clock that goes back stays in the window it was in. */
export function rollWindows(counters: Counters, nowMs: number): Counters {
  const rolled = (window: Window): Used => {
    const index = Math.floor(nowMs / windowMs[window]);
    return index > counters[window].index ? { index, images: 0, cpuMs: 0 } : counters[window];
  };
  return { minute: rolled('minute'), day: rolled('day') };
}

/** @param counters rolled to `nowMs` */
export function chargeImages(
  counters: Counters,
  { quotas, images, slack }: ChargeRequest,
  nowMs: number,
): Charge {
  const limited = policies.flatMap((policy) => {
    const quota = quotas[policy.field] ?? undefined;
    if (quota === undefined) return [];
    return [{ policy, left: quota - counters[policy.window][policy.resource] }];
  });
  const violated = limited.filter(({ policy, left }) =>
    policy.resource === 'images' ? left < images : left <= 0,
  );
  // The one that lasts longest says when to come back.
  const last = violated.at(-1);
  if (last !== undefined) {
    return {
      refusedBy: last.policy,
      retryAfterMs: untilEndMs(counters, last.policy.window, nowMs),
    };
  }
  const spare = limited
    .filter(({ policy }) => policy.resource === 'images')
    .map(({ left }) => Math.floor((left - images) / slackShare));
  const taken = images + Math.min(slack, ...spare);
  return {
    granted: { minute: counters.minute.index, day: counters.day.index, images: taken },
    counters: changed(counters, { images: taken }),
  };
}

/** Gives back what a grant did not need. A window that has ended since is no longer counted. */
export function giveBack(counters: Counters, grant: Grant): Counters {
  const less = (window: Window): Used => {
    const used = counters[window];
    if (used.index !== grant[window]) return used;
    return { ...used, images: Math.max(0, used.images - grant.images) };
  };
  return { minute: less('minute'), day: less('day') };
}

/** Counts what work has cost. */
export function chargeCpu(counters: Counters, cpuMs: number): Counters {
  return changed(counters, { cpuMs });
}

/** Every quota there is, as it stands. */
export function limitStates(counters: Counters, quotas: Quotas, nowMs: number): LimitState[] {
  return policies.flatMap(({ name, field, window, resource }) => {
    const quota = quotas[field] ?? undefined;
    if (quota === undefined) return [];
    const remaining = Math.max(0, Math.floor(quota - counters[window][resource]));
    return [{ policy: name, quota, remaining, resetMs: untilEndMs(counters, window, nowMs) }];
  });
}

export function untilEndMs(counters: Counters, window: Window, nowMs: number): number {
  return Math.max(1, (counters[window].index + 1) * windowMs[window] - nowMs);
}

function changed(counters: Counters, by: { images?: number; cpuMs?: number }): Counters {
  const more = (used: Used): Used => ({
    ...used,
    images: used.images + (by.images ?? 0),
    cpuMs: used.cpuMs + (by.cpuMs ?? 0),
  });
  return { minute: more(counters.minute), day: more(counters.day) };
}
