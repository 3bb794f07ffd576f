/** Generation: images one by one, as they are made, or a contact sheet. */
import type { components, paths } from '@comfy-edge/contract';
import { EdgeImage } from '../edge-image.ts';
import type { EdgePromise } from '../edge-promise.ts';
import type { ImageFile } from '../image-file.ts';
import { mediaTypes } from '../media-type.ts';
import { addressOf, type JsonRequest, type Operation } from '../operation.ts';
import { malformed, readFile, readJson, whole } from '../read-answer.ts';
import { request } from '../request.ts';
import type { Answer } from '../transport/attempt.ts';
import type { RequestOptions, Transport } from '../transport/transport.ts';
import { type ImageEvent, type StreamOptions, streamImages } from './image-events.ts';
import { type ImagePart, readImageParts } from './image-parts.ts';

const PATH = '/v1/images';
type Request = JsonRequest<Operation<typeof PATH, 'post'>>;
type Schemas = components['schemas'];

/** Only `model` is needed; what is left out is the contract's default. */
export type SheetParameters = Pick<Request, 'model'> & Partial<Request>;
/** `columns` belongs to sheets. */
export type GenerateParameters = Omit<SheetParameters, 'columns'>;

export interface GenerateResult extends Omit<Schemas['GeneratedImages'], 'images'> {
  readonly images: readonly EdgeImage[];
}

/** One file of all images, row by row, PNG unless told otherwise; the image itself for `n: 1`. */
export interface Sheet extends ImageFile {
  /** The seed of image 0; image `i` has `(seed + i) mod 2^32`. */
  readonly seed: Schemas['SeedU32'];
  readonly digest: Schemas['Digest'];
  readonly engineId: string;
  /** Absent where the sheet goes over all classes. */
  readonly class?: string;
}

type AddressPath = '/v1/models/{model}/versions/{digest}/images/{seed}.{format}';
type AddressParameters = paths[AddressPath]['parameters'];

/** One image as an address names it. */
export type ImageAddress = Omit<AddressParameters['path'], 'format' | 'digest'> &
  Partial<Pick<AddressParameters['path'], 'format'>> &
  NonNullable<AddressParameters['query']> &
  ({ readonly digest: Schemas['Digest'] } | { readonly alias?: Schemas['Alias'] });

export class Images {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Generates `n` images. Image `i` has the seed `(seed + i) mod 2^32`; without a seed one is drawn.
   *
   * @example
   * const { images } = await edge.images.generate({
   *   model: 'fashion-mnist',
   *   class: 'sneaker',
   *   seed: 42,
   *   n: 4,
   * });
   * for (const image of images) console.log(image.seed, image.class, image.dataUrl());
   *
   * @throws ComfyEdgeError
   */
  generate(parameters: GenerateParameters, options?: RequestOptions): EdgePromise<GenerateResult> {
    return request(
      this.#transport,
      { method: 'post', path: PATH, json: parameters },
      (answer) => {
        const body = readJson(answer, ['model', 'digest', 'engineId', 'images']);
        const images = whole(answer, 'images in base64', () =>
          body.images.map((image) => new EdgeImage(image)),
        );
        return { ...body, images };
      },
      options,
    );
  }

  /**
   * Generates `n` images in one file, `columns` wide.
   *
   * @example
   * const sheet = await edge.images.sheet({ model: 'fashion-mnist', n: 40, columns: 10, seed: 7 });
   * console.log(sheet.dataUrl());
   *
   * @throws ComfyEdgeError
   */
  sheet(parameters: SheetParameters, options?: RequestOptions): EdgePromise<Sheet> {
    const accept = mediaTypes[parameters.format ?? 'png'];
    return request(
      this.#transport,
      { method: 'post', path: PATH, accept, json: parameters },
      (answer) => {
        const className = answer.headers.get('comfy-class');
        return Object.assign(readFile(answer, accept), {
          seed: Number(requireHeader(answer, 'Comfy-Seed', /^\d{1,10}$/)),
          digest: requireHeader(answer, 'Comfy-Model-Digest', /^[0-9a-f]{64}$/),
          engineId: requireHeader(answer, 'Comfy-Engine-Id', /./),
          ...(className === null ? {} : { class: decodeURIComponent(className) }),
        });
      },
      options,
    );
  }

  /**
   * The same images as events, each as soon as it is made. A stream that is cut off goes on behind its
   * last image, up to `maxRetries` times in a row; `timeoutMs` is for each event. The next image is made
   * when this one is taken: who stops early, by `break` or by `signal`, stops the work.
   *
   * Iterating throws ComfyEdgeError.
   */
  stream(parameters: GenerateParameters, options: StreamOptions = {}): AsyncIterable<ImageEvent> {
    return streamImages(this.#transport, parameters, options);
  }

  /**
   * The same images as the bytes of their files, each as soon as it is made: a third less to transfer than
   * events, and nothing to go on from when it is cut off.
   *
   * Iterating throws ComfyEdgeError.
   */
  parts(parameters: GenerateParameters, options?: RequestOptions): AsyncIterable<ImagePart> {
    return readImageParts(this.#transport, parameters, options);
  }

  /**
   * The URL of one image, for `<img src>`: under a digest the image for ever, under an alias (`latest`, unless
   * told otherwise) that of the version it points to. Nothing is sent. Who asks there needs a key, unless the
   * deployment opens its images to everybody.
   *
   * @example
   * const url = edge.images.url({ model: 'fashion-mnist', class: 'sneaker', seed: 42, size: 224 });
   * console.log(`<img src="${url}" alt="a sneaker">`);
   *
   * @throws TypeError for a name that cannot be one
   */
  url(image: ImageAddress): string {
    const { model, seed, format = 'png', ...rest } = image;
    const params = { model, seed, format };
    if ('digest' in rest) {
      const { digest, ...query } = rest;
      const path = '/v1/models/{model}/versions/{digest}/images/{seed}.{format}';
      return this.#transport.url(
        addressOf<typeof path, 'get'>({ path, params: { ...params, digest }, query }),
      );
    }
    const { alias = 'latest', ...query } = rest;
    const path = '/v1/models/{model}/aliases/{alias}/images/{seed}.{format}';
    return this.#transport.url(
      addressOf<typeof path, 'get'>({ path, params: { ...params, alias }, query }),
    );
  }
}

type GenerationHeader = keyof paths[typeof PATH]['post']['responses'][200]['headers'] & string;

function requireHeader(answer: Answer, name: GenerationHeader, pattern: RegExp): string {
  const value = answer.headers.get(name);
  if (value !== null && pattern.test(value)) return value;
  throw malformed(answer, `a header ${name} like ${pattern}`, value ?? 'none');
}
