/** Generation: images one by one, as they are made, or a contact sheet. */
import type { components, paths } from '@comfy-edge/contract';
import { EdgeImage } from '../edge-image.ts';
import { type ImageFile, imageFile } from '../image-file.ts';
import { type Format, mediaTypes } from '../media-type.ts';
import { addressOf, call, type JsonRequest, type Operation } from '../operation.ts';
import { malformed, readJson, requireMediaType } from '../read-answer.ts';
import type { Answer } from '../transport/attempt.ts';
import type { RequestOptions, Transport } from '../transport/transport.ts';
import { type ImageEvent, type StreamOptions, streamImages } from './image-events.ts';
import { type ImagePart, readImageParts } from './image-parts.ts';

type GenerateImages = Operation<'/v1/images', 'post'>;
type Request = JsonRequest<GenerateImages>;
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
   * Generates `n` images.
   *
   * Repeating is harmless (nothing is created), so failures of the network are retried, with or
   * without a seed; without one every attempt draws anew.
   * @throws ComfyEdgeError
   */
  async generate(
    parameters: GenerateParameters,
    options?: RequestOptions,
  ): Promise<GenerateResult> {
    const answer = await this.#post(parameters, 'application/json', options);
    const body = readJson<GenerateImages>(answer, ['model', 'digest', 'engineId', 'images']);
    if (!Array.isArray(body.images))
      throw malformed(answer, 'images in a list', typeof body.images);
    try {
      return { ...body, images: body.images.map((image) => new EdgeImage(image)) };
    } catch (cause) {
      throw malformed(answer, 'images in base64', String(cause), cause);
    }
  }

  /**
   * Generates `n` images in one file, `columns` wide.
   * @throws ComfyEdgeError
   */
  async sheet(parameters: SheetParameters, options?: RequestOptions): Promise<Sheet> {
    const mediaType = mediaTypes[parameters.format ?? 'png'];
    const answer = await this.#post(parameters, mediaType, options);
    requireMediaType(answer, mediaType);
    const className = answer.headers.get('comfy-class');
    return {
      ...imageFile(answer.bytes, mediaType),
      seed: Number(requireHeader(answer, 'Comfy-Seed', /^\d{1,10}$/)),
      digest: requireHeader(answer, 'Comfy-Model-Digest', /^[0-9a-f]{64}$/),
      engineId: requireHeader(answer, 'Comfy-Engine-Id', /./),
      ...(className === null ? {} : { class: decodeURIComponent(className) }),
    };
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
   * The path and query of one image, for `<img src>` below the service's own origin: under a digest the
   * image for ever, under an alias whatever it points to. Nothing is sent.
   *
   * @throws TypeError for a name that cannot be one
   */
  address(image: ImageAddress): string {
    const { model, seed, format = 'png', ...rest } = image;
    const params = { model, seed, format };
    if ('digest' in rest) {
      const { digest, ...query } = rest;
      const path = '/v1/models/{model}/versions/{digest}/images/{seed}.{format}';
      return addressOf({ method: 'get', path, params: { ...params, digest }, query });
    }
    const { alias = 'latest', ...query } = rest;
    const path = '/v1/models/{model}/aliases/{alias}/images/{seed}.{format}';
    return addressOf({ method: 'get', path, params: { ...params, alias }, query });
  }

  #post(
    parameters: SheetParameters,
    accept: 'application/json' | (typeof mediaTypes)[Format],
    options: RequestOptions | undefined,
  ): Promise<Answer> {
    const body = JSON.stringify(parameters);
    return call(
      this.#transport,
      { method: 'post', path: '/v1/images', accept, contentType: 'application/json', body },
      options,
    );
  }
}

type GenerationHeader = keyof paths['/v1/images']['post']['responses'][200]['headers'] & string;

function requireHeader(answer: Answer, name: GenerationHeader, pattern: RegExp): string {
  const value = answer.headers.get(name);
  if (value !== null && pattern.test(value)) return value;
  throw malformed(answer, `a header ${name} like ${pattern}`, value ?? 'none');
}
