/**
 * The images of one request, each sent as soon as it is made: as events with their JSON, or as parts with
 * their files. The next one is made when the client has taken the last.
 */

import { engineId, type FileOptions, makeFile, toToken } from '@comfy-edge/runtime';
import { encodeEnd, encodePart } from '../http/multipart.ts';
import { encodeEvent } from '../http/server-sent-event.ts';
import { describeImage } from './answer.ts';
import { eventId } from './event-id.ts';
import type { MadeImage } from './generate.ts';
import type { ImagesRequest } from './request.ts';

export interface ImageSource {
  readonly request: ImagesRequest;
  /** Where to begin; `request.count` where there is nothing left. */
  readonly firstIndex: number;
  readonly make: (index: number) => Promise<MadeImage>;
  readonly options: FileOptions & { readonly digest: Parameters<typeof eventId>[0]['digest'] };
}

/**
 * `start`, then `progress` and `image` for each, then `done`; `problem` instead of what cannot be made.
 *
 * @param problemOf the failure as a client may read it
 */
export async function* imageEvents(
  { request: { seed, count }, firstIndex, make, options }: ImageSource,
  problemOf: (error: unknown) => unknown,
): AsyncGenerator<Uint8Array, void, void> {
  const { model, digest, truncation, directions = [] } = options;
  yield encodeEvent({
    event: 'start',
    data: {
      ...{ model, digest, engineId, truncation, seed, n: count, firstIndex },
      ...(directions.length > 0 && { directions }),
    },
  });
  try {
    for (let index = firstIndex; index < count; index++) {
      yield encodeEvent({ event: 'progress', data: { done: index, total: count } });
      const data = await describeImage(await make(index), index, options);
      yield encodeEvent({ event: 'image', id: eventId({ digest, seed, index }), data });
    }
  } catch (error) {
    yield encodeEvent({ event: 'problem', data: problemOf(error) });
    return;
  }
  yield encodeEvent({ event: 'done', data: { done: count, total: count } });
}

/** @param boundary between the parts */
export async function* imageParts(
  { request: { count }, firstIndex, make, options }: ImageSource,
  boundary: string,
): AsyncGenerator<Uint8Array, void, void> {
  for (let index = firstIndex; index < count; index++) {
    const made = await make(index);
    const file = await makeFile([made], options);
    const headers = {
      'Content-Type': file.mediaType,
      'Comfy-Seed': `${made.seed}`,
      'Comfy-Class': made.class,
      'Comfy-Receipt': toToken(file),
    };
    yield encodePart({ headers, body: file.bytes }, boundary);
  }
  yield encodeEnd(boundary);
}
