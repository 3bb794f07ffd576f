/** Images as they are made, each as the bytes of its file: `multipart/mixed`, which needs no base64. */
import type { components } from '@comfy-edge/contract';
import { ImageFile } from '../image-file.ts';
import type { JsonRequest, Operation } from '../operation.ts';
import { malformed } from '../read-answer.ts';
import { openRequest } from '../request.ts';
import { type Part, readParts } from '../streams/multipart.ts';
import type { Answer } from '../transport/attempt.ts';
import type { RequestOptions, Transport } from '../transport/transport.ts';

type Schemas = components['schemas'];
type Request = JsonRequest<Operation<'/v1/images', 'post'>>;

export interface ImagePart extends ImageFile {
  /** The seed that makes this image alone. */
  readonly seed: Schemas['SeedU32'];
  readonly class: string;
  readonly receipt: Schemas['ReceiptToken'];
}

/** @throws ComfyEdgeError; a stream that was cut off is not taken up again */
export async function* readImageParts(
  transport: Transport,
  parameters: Pick<Request, 'model'> & Partial<Request>,
  options: RequestOptions | undefined,
): AsyncGenerator<ImagePart, void, void> {
  const answer = await openRequest(
    transport,
    { method: 'post', path: '/v1/images', accept: 'multipart/mixed', json: parameters },
    options,
  );
  const contentType = answer.headers.get('content-type') ?? 'no Content-Type';
  try {
    for await (const part of readParts(answer.chunks, contentType)) yield imagePart(part, answer);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw malformed(answer, 'images in parts', cause.message, cause);
  }
}

function imagePart({ headers, bytes }: Part, answer: Answer): ImagePart {
  const mediaType = headers.get('content-type');
  const className = headers.get('comfy-class');
  const receipt = headers.get('comfy-receipt');
  const seed = Number(headers.get('comfy-seed') ?? Number.NaN);
  if (!mediaType || !className || !receipt || !Number.isInteger(seed)) {
    throw malformed(answer, 'a part with its seed, class and receipt', [...headers.keys()].join());
  }
  return Object.assign(new ImageFile(bytes, mediaType), {
    ...{ seed, class: decodeURIComponent(className), receipt },
  });
}
