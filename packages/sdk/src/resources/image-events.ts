/**
 * Images as they are made. A stream that is cut off is taken up behind its last image by
 * `Last-Event-ID`, so whoever reads sees every image once, whatever the network does.
 */
import type { components } from '@comfy-edge/contract';
import { EdgeImage } from '../edge-image.ts';
import { ConnectionError } from '../errors/connection-error.ts';
import type { JsonRequest, Operation } from '../operation.ts';
import { malformed, requireMediaType, whole } from '../read-answer.ts';
import { openRequest } from '../request.ts';
import { readEvents, type ServerSentEvent } from '../streams/server-sent-events.ts';
import { answerError } from '../transport/answer-error.ts';
import type { Answer } from '../transport/attempt.ts';
import type { RequestOptions, Transport } from '../transport/transport.ts';

type Schemas = components['schemas'];
type StreamParameters = Pick<Request, 'model'> & Partial<Request>;
type Request = JsonRequest<Operation<'/v1/images', 'post'>>;

/**
 * `start` comes first, and says what all images have in common; `progress` before each image; `image`
 * with the `id` to go on from; `done` at the end.
 */
export type ImageEvent =
  | ({ readonly type: 'start' } & Readonly<Schemas['StreamStart']>)
  | ({ readonly type: 'progress' } & Readonly<Schemas['StreamProgress']>)
  | { readonly type: 'image'; readonly id: string; readonly image: EdgeImage }
  | ({ readonly type: 'done' } & Readonly<Schemas['StreamProgress']>);

export interface StreamOptions extends RequestOptions {
  /** Of an `image` event of an earlier stream with the same parameters: goes on behind it. */
  readonly lastEventId?: string | undefined;
}

const mediaType = 'text/event-stream';

/** @throws ComfyEdgeError also for a problem in the middle of the stream */
export async function* streamImages(
  transport: Transport,
  parameters: StreamParameters,
  { lastEventId, ...options }: StreamOptions,
): AsyncGenerator<ImageEvent, void, void> {
  let lastId = lastEventId;
  let isBegun = false;
  for (let failed = 0; ; ) {
    const headers = lastId === undefined ? {} : { 'Last-Event-ID': lastId };
    const answer = await openRequest(
      transport,
      { method: 'post', path: '/v1/images', accept: mediaType, headers, json: parameters },
      options,
    );
    try {
      requireMediaType(answer, mediaType);
      for await (const sent of readEvents(answer.chunks)) {
        const event = readEvent(sent, answer);
        // Of a stream that goes on, the reader has had the start.
        if (event.type === 'start' && isBegun) continue;
        if (event.type === 'image') {
          lastId = event.id;
          isBegun = true;
          failed = 0;
        }
        yield event;
        if (event.type === 'done') return;
      }
      throw new ConnectionError('expected a stream of images that ends with "done", got its end', {
        code: 'connection_failed',
      });
    } catch (error) {
      failed += 1;
      await transport.recover(error, failed, options);
    }
  }
}

function readEvent({ event, data, id = '' }: ServerSentEvent, answer: Answer): ImageEvent {
  const body = parseData(data, answer);
  switch (event) {
    case 'start':
      return { type: 'start', ...(body as Schemas['StreamStart']) };
    case 'progress':
    case 'done':
      return { type: event, ...(body as Schemas['StreamProgress']) };
    case 'image':
      return whole(answer, 'an image in base64', () => {
        return { type: 'image', id, image: new EdgeImage(body as Schemas['GeneratedImage']) };
      });
    case 'problem':
      throw problemOf(data, body as Schemas['Problem']);
    default:
      throw malformed(answer, 'an event that the contract knows', `"${event}"`);
  }
}

function parseData(data: string, answer: Answer): object {
  try {
    const body: unknown = JSON.parse(data);
    if (typeof body === 'object' && body !== null) return body;
  } catch (cause) {
    throw malformed(
      answer,
      'JSON in an event',
      `${data.length} characters that do not parse`,
      cause,
    );
  }
  throw malformed(answer, 'a JSON object in an event', data.slice(0, 40));
}

/** What an answer with this problem would have been. */
function problemOf(data: string, { status }: Schemas['Problem']) {
  const headers = new Headers({ 'content-type': 'application/problem+json' });
  const bytes = new Uint8Array(new TextEncoder().encode(data));
  return answerError('a stream of images', { status, headers, bytes }, Date.now());
}
