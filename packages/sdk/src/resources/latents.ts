/** The latent space: paths through it, the ways into it from pictures, and versions side by side in it. */
import type { components, paths } from '@comfy-edge/contract';
import { encodeBase64 } from '../base64.ts';
import { type ImageFile, imageFile, type WithFiles, withFiles } from '../image-file.ts';
import { type FileFormat, fileTypes } from '../media-type.ts';
import { call, type JsonRequest, type Operation, type Success } from '../operation.ts';
import { malformed, readJson, requireMediaType } from '../read-answer.ts';
import type { RequestOptions, Transport } from '../transport/transport.ts';

type Interpolate = Operation<'/v1/interpolations', 'post'>;
type Encode = Operation<'/v1/encodings', 'post'>;
type Reconstruct = Operation<'/v1/reconstructions', 'post'>;
type Vary = Operation<'/v1/variations', 'post'>;
type Compare = Operation<'/v1/comparisons', 'post'>;
type LatentPath =
  `/v1/${'interpolations' | 'encodings' | 'reconstructions' | 'variations' | 'comparisons'}`;

type DirectionsPath = '/v1/models/{model}/versions/{digest}/directions';
type ListDirections = Operation<DirectionsPath, 'get'>;

/** A PNG, JPEG or WebP: its bytes, or base64, or a data URL. */
export type Picture = Uint8Array | string;

type WithPicture<Request> = Omit<Request, 'image'> & { readonly image: Picture };

export type InterpolateParameters = JsonRequest<Interpolate>;
export type EncodeParameters = WithPicture<JsonRequest<Encode>>;
export type ReconstructParameters = WithPicture<JsonRequest<Reconstruct>>;
export type VaryParameters = WithPicture<JsonRequest<Vary>>;
export type CompareParameters = JsonRequest<Compare>;
export type DirectionsParameters = paths[DirectionsPath]['parameters']['path'] &
  NonNullable<ListDirections['parameters']['query']>;

export type Interpolation = WithFiles<Success<Interpolate>>;
export type Encoding = WithFiles<Success<Encode>>;
export type Reconstruction = WithFiles<Success<Reconstruct>>;
export type Variations = WithFiles<Success<Vary>>;
export type Comparison = WithFiles<Success<Compare>>;
export type Directions = WithFiles<components['schemas']['Directions']>;

/**
 * Each method has its answer as data, every image in it as a file; each `…File` has one file of all
 * images, as `format` says. All are repeated as generation is: nothing is created.
 */
export class Latents {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * The images along a path through seeds, latents and classes.
   * @throws BadRequestError for a path that cannot be walked, and other kinds of ComfyEdgeError
   */
  async interpolate(
    parameters: InterpolateParameters,
    options?: RequestOptions,
  ): Promise<Interpolation> {
    return this.#json<Interpolate>('/v1/interpolations', parameters, ['frames'], options);
  }

  /**
   * The same as an animation (`apng`, unless `format` says `gif` or `webp`), or as a contact sheet of a still
   * format.
   * @throws BadRequestError for a path that cannot be walked, and other kinds of ComfyEdgeError
   */
  interpolateFile(parameters: InterpolateParameters, options?: RequestOptions): Promise<ImageFile> {
    return this.#file('/v1/interpolations', parameters, 'apng', options);
  }

  /**
   * The latent of a picture: mean and deviation of each component.
   * @throws BadRequestError for what is no picture, or a version without an encoder; and other kinds of
   *   ComfyEdgeError
   */
  async encode(parameters: EncodeParameters, options?: RequestOptions): Promise<Encoding> {
    return this.#json<Encode>('/v1/encodings', asText(parameters), ['mean', 'sigma'], options);
  }

  /**
   * A picture as the model sees it.
   * @throws as `encode`
   */
  async reconstruct(
    parameters: ReconstructParameters,
    options?: RequestOptions,
  ): Promise<Reconstruction> {
    const required = ['picture', 'reconstruction'] as const;
    return this.#json<Reconstruct>('/v1/reconstructions', asText(parameters), required, options);
  }

  /** The reconstruction alone. @throws as `encode` */
  reconstructFile(parameters: ReconstructParameters, options?: RequestOptions): Promise<ImageFile> {
    return this.#file('/v1/reconstructions', asText(parameters), 'png', options);
  }

  /**
   * Pictures like one picture.
   * @throws as `encode`
   */
  async vary(parameters: VaryParameters, options?: RequestOptions): Promise<Variations> {
    const required = ['picture', 'images'] as const;
    return this.#json<Vary>('/v1/variations', asText(parameters), required, options);
  }

  /** The same as a contact sheet, or the image itself for `n: 1`. @throws as `encode` */
  varyFile(parameters: VaryParameters, options?: RequestOptions): Promise<ImageFile> {
    return this.#file('/v1/variations', asText(parameters), 'png', options);
  }

  /**
   * The same latents on two versions, with how far apart their images are.
   * @throws BadRequestError for versions that have nothing to compare, and other kinds of ComfyEdgeError
   */
  async compare(parameters: CompareParameters, options?: RequestOptions): Promise<Comparison> {
    return this.#json<Compare>('/v1/comparisons', parameters, ['versions', 'pairs'], options);
  }

  /** The same as a sheet: of each pair the first, the second, and what differs. @throws as `compare` */
  compareFile(parameters: CompareParameters, options?: RequestOptions): Promise<ImageFile> {
    return this.#file('/v1/comparisons', parameters, 'png', options);
  }

  /**
   * What can be turned in a version's images, each direction with a strip of images along it.
   * @throws NotFoundError and other kinds of ComfyEdgeError
   */
  async directions(
    { model, digest, ...query }: DirectionsParameters,
    options?: RequestOptions,
  ): Promise<Directions> {
    const path = '/v1/models/{model}/versions/{digest}/directions';
    const answer = await call(
      this.#transport,
      { method: 'get', path, params: { model, digest }, query },
      options,
    );
    return decoded(answer, readJson<ListDirections>(answer, ['directions']));
  }

  async #json<Op>(
    path: LatentPath,
    parameters: object,
    required: Parameters<typeof readJson<Op>>[1],
    options: RequestOptions | undefined,
  ): Promise<WithFiles<Success<Op>>> {
    const answer = await this.#post(path, parameters, 'application/json', options);
    return decoded(answer, readJson<Op>(answer, required));
  }

  async #file(
    path: LatentPath,
    parameters: { readonly format?: FileFormat },
    ownFormat: FileFormat,
    options: RequestOptions | undefined,
  ): Promise<ImageFile> {
    const mediaType = fileTypes[parameters.format ?? ownFormat];
    const answer = await this.#post(path, parameters, mediaType, options);
    requireMediaType(answer, mediaType);
    return imageFile(answer.bytes, mediaType);
  }

  #post(path: LatentPath, parameters: object, accept: string, options: RequestOptions | undefined) {
    const body = JSON.stringify(parameters);
    return call(
      this.#transport,
      { method: 'post', path, accept, contentType: 'application/json', body },
      options,
    );
  }
}

function decoded<Body>(answer: Parameters<typeof malformed>[0], body: Body): WithFiles<Body> {
  try {
    return withFiles(body);
  } catch (cause) {
    throw malformed(answer, 'images in base64', String(cause), cause);
  }
}

function asText<Request extends { readonly image: Picture }>({ image, ...rest }: Request) {
  return { ...rest, image: typeof image === 'string' ? image : encodeBase64(image) };
}
