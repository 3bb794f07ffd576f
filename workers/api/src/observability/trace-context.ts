/**
 * W3C Trace Context (https://www.w3.org/TR/trace-context/): a request that comes with a `traceparent` is
 * continued as a part of its trace, any other begins one. What is malformed counts as not sent. This service
 * calls no others, so `tracestate` has nowhere to go. The answer names the trace in `Traceresponse`, as the
 * specification's draft has it (https://w3c.github.io/trace-context/#traceresponse-header).
 */

import { hexOf } from '@comfy-edge/model';

export interface TraceContext {
  /** 32 lower-case hexadecimal digits. */
  readonly traceId: string;
  /** This request in the trace; 16 digits. */
  readonly spanId: string;
  /** The caller's, where there is one. */
  readonly parentSpanId?: string;
  /** Whether the caller records its part. */
  readonly sampled: boolean;
}

const traceparent = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const sampledFlag = 1;

/** @param header the value of `traceparent`, if any came */
export function traceOf(header: string | undefined): TraceContext {
  const spanId = drawId(8);
  const [, version, traceId = '', parentSpanId = '', flags = '', more] =
    traceparent.exec(header ?? '') ?? [];
  // Versions to come may append fields; this one has none.
  const isKnown = version !== undefined && version !== 'ff' && !(version === '00' && more);
  if (!isKnown || isZero(traceId) || isZero(parentSpanId)) {
    return { traceId: drawId(16), spanId, sampled: false };
  }
  const sampled = (Number.parseInt(flags, 16) & sampledFlag) !== 0;
  return { traceId, spanId, parentSpanId, sampled };
}

/** For the answer. */
export function traceresponse({ traceId, spanId, sampled }: TraceContext): string {
  return `00-${traceId}-${spanId}-${sampled ? '01' : '00'}`;
}

/** Never all zeros, which would be no id. */
function drawId(sizeBytes: number): string {
  const id = hexOf(crypto.getRandomValues(new Uint8Array(sizeBytes)));
  return isZero(id) ? drawId(sizeBytes) : id;
}

function isZero(id: string): boolean {
  return /^0*$/.test(id);
}
