/**
 * Reads a request's body with its limit enforced before anything is buffered: by Content-Length where
 * there is one, else by counting. A body can be read once; whoever reads it again gets the same bytes.
 */

import { ProblemError } from './problem-error.ts';
import { showValue } from './show-value.ts';

export interface BodyOptions {
  /** Media types without parameters: one of them. */
  readonly contentType: string | readonly string[];
  readonly limitBytes: number;
}

/** @throws ProblemError `unsupported_media_type`, `payload_too_large`, `invalid_request` */
export async function readBody(
  request: Request,
  { contentType, limitBytes }: BodyOptions,
): Promise<Uint8Array> {
  const actual = request.headers.get('content-type');
  const wanted = [contentType].flat();
  if (!wanted.includes(mediaTypeOf(request) ?? '')) {
    throw new ProblemError(
      'unsupported_media_type',
      `expected Content-Type ${wanted.join(', ')}, got ${actual === null ? 'none' : showValue(actual)}`,
      { parameter: 'Content-Type' },
    );
  }
  const coding = request.headers.get('content-encoding');
  if (coding !== null && coding.trim().toLowerCase() !== 'identity') {
    throw new ProblemError(
      'unsupported_media_type',
      `expected a body without Content-Encoding, got ${showValue(coding)}`,
      { parameter: 'Content-Encoding', headers: { 'Accept-Encoding': 'identity' } },
    );
  }
  return await readBytes(request, limitBytes);
}

const bodies = new WeakMap<Request, Uint8Array>();

/** @throws ProblemError `payload_too_large`, `invalid_request` */
export async function readBytes(request: Request, limitBytes: number): Promise<Uint8Array> {
  const announced = request.headers.get('content-length');
  if (Number(announced) > limitBytes) throw tooLarge(limitBytes, `${announced}`);
  const read = () => (announced === null ? collect(request, limitBytes) : readAnnounced(request));
  const bytes = bodies.get(request) ?? (await read());
  if (bytes.length > limitBytes) throw tooLarge(limitBytes, `${bytes.length}`);
  bodies.set(request, bytes);
  return bytes;
}

/** Of a body, without parameters and in lower case. */
export function mediaTypeOf(request: Request): string | undefined {
  return request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
}

/** @throws ProblemError also `invalid_json` */
export async function readJson(request: Request, limitBytes: number): Promise<unknown> {
  return parseJson(await readBody(request, { contentType: 'application/json', limitBytes }));
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes));
  } catch (cause) {
    throw new ProblemError('invalid_json', 'expected JSON in UTF-8, got text that does not parse', {
      cause,
      pointer: '',
    });
  }
}

/** The platform holds a client to the length that it announces. */
async function readAnnounced(request: Request): Promise<Uint8Array> {
  try {
    return new Uint8Array(await request.arrayBuffer());
  } catch (cause) {
    throw cutOff(cause);
  }
}

async function collect(request: Request, limitBytes: number): Promise<Uint8Array> {
  let bytes = new Uint8Array();
  let length = 0;
  for await (const chunk of chunksOf(request)) {
    const end = length + chunk.byteLength;
    if (end > limitBytes) throw tooLarge(limitBytes, 'more');
    if (end > bytes.length) {
      const grown = new Uint8Array(Math.min(limitBytes, Math.max(end, 2 * bytes.length)));
      grown.set(bytes.subarray(0, length));
      bytes = grown;
    }
    bytes.set(chunk, length);
    length = end;
  }
  return bytes.length === length ? bytes : bytes.slice(0, length);
}

async function* chunksOf({ body }: Request): AsyncGenerator<Uint8Array> {
  try {
    yield* body ?? [];
  } catch (cause) {
    throw cutOff(cause);
  }
}

/** A client that goes away in the middle is no failure of ours, and must not be logged as one. */
function cutOff(cause: unknown): ProblemError {
  return new ProblemError('invalid_request', 'expected the whole body, got a part', {
    cause,
    pointer: '',
  });
}

function tooLarge(limitBytes: number, actual: string): ProblemError {
  return new ProblemError(
    'payload_too_large',
    `expected at most ${limitBytes} bytes, got ${actual}`,
  );
}
