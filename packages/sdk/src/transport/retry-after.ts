/**
 * `Retry-After`: whole seconds, or a date (RFC 9110, section 10.2.3). A date is measured against the
 * response's own `Date`, so that a wrong clock on this side does no harm.
 */
import type { ResponseHeaders } from './fetch.ts';

/** Milliseconds to wait, or undefined when the header is absent or unreadable. */
export function retryAfterMs(headers: ResponseHeaders, nowMs: number): number | undefined {
  const value = headers.get('retry-after')?.trim();
  if (value === undefined || value === '') return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const untilMs = Date.parse(value);
  if (Number.isNaN(untilMs)) return undefined;
  const sentMs = Date.parse(headers.get('date') ?? '');
  return Math.max(0, untilMs - (Number.isNaN(sentMs) ? nowMs : sentMs));
}
