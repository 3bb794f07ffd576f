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
  const body =
    typeof answer.body === 'string' ? new TextEncoder().encode(answer.body) : answer.body;
  return new Response(body, {
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
}
