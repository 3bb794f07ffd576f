/** What every answer that models made has in its headers. */

import { type Digest, sha256Hex } from '@comfy-edge/model';
import { engineId } from '@comfy-edge/runtime';
import type { ServerTiming } from './server-timing.ts';

export interface ModelAnswer {
  /** A stream is never immutable: nobody has its hash before its end. */
  readonly body: Uint8Array<ArrayBuffer> | string | ReadableStream;
  readonly mediaType: string;
  /** Absent where more than one version was used. */
  readonly digest?: Digest;
  readonly timing: ServerTiming;
  /** Whether the same request can never be answered otherwise: then it may be kept for ever. */
  readonly immutable: boolean;
  /** Further headers. */
  readonly headers?: Readonly<Record<string, string>>;
}

export async function answerOfModel(answer: ModelAnswer): Promise<Response> {
  const { mediaType, digest, timing, immutable, headers } = answer;
  const body = typeof answer.body === 'string' ? encode(answer.body) : answer.body;
  const response = new Response(body, {
    headers: {
      'Content-Type': mediaType,
      Vary: 'Accept',
      ...(digest === undefined ? {} : { 'Comfy-Model-Digest': digest }),
      'Comfy-Engine-Id': engineId,
      'Server-Timing': timing.toString(),
      ...headers,
      ...(immutable && !(body instanceof ReadableStream)
        ? {
            'Cache-Control': 'public, max-age=31536000, immutable',
            ETag: `"${await sha256Hex(body)}"`,
          }
        : { 'Cache-Control': 'no-store' }),
    },
  });
  if (!(body instanceof ReadableStream)) bodies.set(response, body);
  return response;
}

/** Of answers that were made of bytes: to copy such a body out of the answer takes longer than to send it. */
const bodies = new WeakMap<Response, Uint8Array<ArrayBuffer>>();

/** The body of an answer that is still to be sent. */
export async function bodyOf(answer: Response): Promise<Uint8Array<ArrayBuffer>> {
  return bodies.get(answer) ?? new Uint8Array(await answer.clone().arrayBuffer());
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;
}
