/**
 * A request about a picture: JSON with the picture in base64 as `image`, or the picture itself as the body
 * and all else in the query, as `curl --data-binary @photo.jpg` sends it.
 */

import { mediaTypeOf, readBody, readJson } from '../http/body.ts';
import { ProblemError } from '../http/problem-error.ts';
import { showValue } from '../http/show-value.ts';

const imageLimitBytes = 4 * 1024 * 1024;
/** Base64 of the largest picture, and the fields beside it. */
export const imageBodyLimitBytes = 6 * 1024 * 1024;

const pictures = ['image/png', 'image/jpeg', 'image/webp'] as const;

export interface ImageBody {
  /** What there is beside the picture, still to be checked. */
  readonly fields: unknown;
  readonly picture: Uint8Array;
}

/** @throws ProblemError `unsupported_media_type`, `payload_too_large`, `invalid_json`, `invalid_request` */
export async function readImageBody(request: Request): Promise<ImageBody> {
  if (mediaTypeOf(request) === 'application/json') {
    return splitJson(await readJson(request, imageBodyLimitBytes));
  }
  const contentType = ['application/json', ...pictures];
  const picture = await readBody(request, { contentType, limitBytes: imageLimitBytes });
  return { fields: fieldsOfQuery(new URL(request.url).searchParams), picture };
}

function splitJson(body: unknown): ImageBody {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new ProblemError('invalid_request', `expected a JSON object, got ${showValue(body)}`, {
      pointer: '',
    });
  }
  const { image, ...fields } = body as { image?: unknown };
  return { fields, picture: decodeBase64(image) };
}

function decodeBase64(text: unknown): Uint8Array {
  const fail = (cause?: unknown) =>
    new ProblemError(
      'invalid_request',
      `expected a picture in base64 or as a data URL, got ${showValue(text)}`,
      { pointer: '/image', cause },
    );
  if (typeof text !== 'string' || text === '') throw fail();
  const base64 = text.replace(/^data:image\/[a-z]+;base64,/, '');
  let binary: string;
  try {
    binary = atob(base64);
  } catch (cause) {
    throw fail(cause);
  }
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = binary.charCodeAt(at);
  if (bytes.length <= imageLimitBytes) return bytes;
  throw new ProblemError(
    'payload_too_large',
    `expected a picture of at most ${imageLimitBytes} bytes, got ${bytes.length}`,
  );
}

/** Text, or a number where it reads as one: a query cannot say which was meant. */
function fieldsOfQuery(query: URLSearchParams): Record<string, string | number> {
  const fields: [string, string | number][] = [];
  for (const [name, text] of query) {
    const isNumber = /^-?\d{1,15}(\.\d{1,15})?$/.test(text);
    fields.push([name, isNumber ? Number(text) : text]);
  }
  return Object.fromEntries(fields);
}
