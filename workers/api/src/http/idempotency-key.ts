/**
 * `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header-07,
 * https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/): a string of RFC 8941, in
 * quotes. Without quotes, as most clients send it, it means the same.
 */

import { sha256Hex } from '@comfy-edge/model';
import { ProblemError } from './problem-error.ts';
import { showValue } from './show-value.ts';

/** @throws ProblemError `invalid_request` */
export function parseIdempotencyKey(header: string): string {
  const [, quoted, bare] = /^(?:"([!#-[\]-~ ]{1,255})"|([!#-[\]-~]{1,255}))$/.exec(header) ?? [];
  const key = quoted ?? bare;
  if (key !== undefined) return key;
  const expected = '1 to 255 printable ASCII characters, best in quotes, without quotes inside';
  throw new ProblemError('invalid_request', `expected ${expected}, got ${showValue(header)}`, {
    parameter: 'Idempotency-Key',
  });
}

const longestWaitMs = 10_000;

/**
 * How long a repetition waits for the answer of the first request: what `Prefer: wait=<seconds>` says
 * (RFC 7240, section 4.3), ten seconds at most and without it. Preferences that do not parse are none.
 */
export function preferredWaitMs(header = ''): number {
  const [, seconds] = /(?:^|,)\s*wait\s*=\s*"?(\d{1,9})"?\s*(?:$|,|;)/i.exec(header) ?? [];
  return seconds === undefined ? longestWaitMs : Math.min(longestWaitMs, Number(seconds) * 1000);
}

/** Headers that decide what the answer is. */
const deciding = ['accept', 'if-match', 'last-event-id'];

/**
 * What a request asks for under its key, as a SHA-256. A form means the same under every boundary, of which
 * clients draw a new one each time they send it.
 */
export async function fingerprintOf(
  request: Request,
  body: Uint8Array,
  idempotencyKey: string,
): Promise<string> {
  const { pathname, search } = new URL(request.url);
  const contentType = request.headers.get('content-type') ?? '';
  const [, boundary] = /^multipart\/.*;\s*boundary="?([^";]+)/i.exec(contentType) ?? [];
  const head = JSON.stringify([
    ...[idempotencyKey, request.method, `${pathname}${search}`],
    boundary === undefined ? contentType : 'multipart',
    ...deciding.map((name) => request.headers.get(name)),
  ]);
  const asked = boundary === undefined ? body : withoutBoundary(body, boundary);
  return sha256Hex(joined(new TextEncoder().encode(head), asked));
}

function joined(head: Uint8Array, body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(head.length + body.length);
  bytes.set(head);
  bytes.set(body, head.length);
  return bytes;
}

function withoutBoundary(body: Uint8Array, boundary: string): Uint8Array {
  const text = new TextDecoder('latin1').decode(body).replaceAll(boundary, '');
  return new TextEncoder().encode(text);
}
