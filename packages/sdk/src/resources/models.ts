/** What can be generated from: models, their versions, and what moves among them. */
import type { components, paths } from '@comfy-edge/contract';
import type { EdgePromise } from '../edge-promise.ts';
import type { WithFiles } from '../image-file.ts';
import { addressOf, type Operation, type Query } from '../operation.ts';
import { type PagedList, pagedList } from '../paged-list.ts';
import { readFiles, readJson } from '../read-answer.ts';
import { request } from '../request.ts';
import type { RequestOptions, Transport } from '../transport/transport.ts';
import { Aliases, type Why } from './aliases.ts';

type Schemas = components['schemas'];
export type ModelListItem = Schemas['ModelListItem'];
export type Model = Schemas['Model'];
export type ModelVersion = Schemas['ModelVersion'];
export type Directions = WithFiles<Schemas['Directions']>;
/** `created` is false where it was there already. */
export type StoredVersion = Schemas['StoredVersion'] & { readonly created: boolean };

export interface ListParameters {
  /** Models per page, 1 to 100. */
  readonly limit?: number | undefined;
}

export interface PutVersionParameters {
  /** The bytes of the canonical manifest, whose SHA-256 is the version's digest. */
  readonly manifest: Uint8Array;
  /** The signed statement of a publisher; without it only deployments that take unsigned versions do. */
  readonly publication?: string | undefined;
}

const VERSION_PATH = '/v1/models/{model}/versions/{digest}';
const DIRECTIONS_PATH = '/v1/models/{model}/versions/{digest}/directions';
const EXPORT_PATH = '/v1/models/{model}/versions/{digest}/exports/{network}/{file}';

type ExportParameters = paths[typeof EXPORT_PATH]['parameters']['path'];

/** Which image the directions are shown on; of the first class and seed 0, unless told otherwise. */
export type DirectionsParameters = Partial<Query<Operation<typeof DIRECTIONS_PATH, 'get'>>>;

/** A file of a version; of its generator, unless told otherwise. */
export type ModelExport = Omit<ExportParameters, 'network'> &
  Partial<Pick<ExportParameters, 'network'>>;

export class Models {
  /** Names that point at versions. */
  readonly aliases: Aliases;
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.aliases = new Aliases(transport);
    this.#transport = transport;
  }

  /**
   * All models, in a fixed order. Iterating throws ComfyEdgeError.
   *
   * @example
   * for await (const model of edge.models.list()) console.log(model.name, model.latest);
   */
  list({ limit }: ListParameters = {}, options?: RequestOptions): PagedList<ModelListItem> {
    const ask = (cursor: string | undefined) =>
      request(
        this.#transport,
        { method: 'get', path: '/v1/models', query: { limit, cursor } },
        (answer) => readJson(answer, ['models']),
        options,
      );
    return pagedList(ask, (page) => page.models);
  }

  /**
   * A model with its aliases and its latest versions.
   *
   * @example
   * const { aliases, versions } = await edge.models.get('fashion-mnist');
   *
   * @throws NotFoundError and other kinds of ComfyEdgeError
   */
  get(model: string, options?: RequestOptions): EdgePromise<Model> {
    return request(
      this.#transport,
      { method: 'get', path: '/v1/models/{model}', params: { model } },
      (answer) => readJson(answer, ['name', 'aliases', 'versions']),
      options,
    );
  }

  /**
   * A version: its classes, the size of its images, its metrics and what it is made of.
   *
   * @example
   * const { digest } = await edge.models.aliases.get('fashion-mnist', 'latest');
   * const { classes, image } = await edge.models.version('fashion-mnist', digest);
   *
   * @throws NotFoundError and other kinds of ComfyEdgeError
   */
  version(model: string, digest: string, options?: RequestOptions): EdgePromise<ModelVersion> {
    return request(
      this.#transport,
      { method: 'get', path: VERSION_PATH, params: { model, digest } },
      (answer) => readJson(answer, ['model', 'digest', 'classes', 'image', 'blobs']),
      options,
    );
  }

  /**
   * What can be turned in a version's images, each direction with a strip of images along it.
   *
   * @example
   * const model = 'fashion-mnist';
   * const { digest } = await edge.models.aliases.get(model, 'latest');
   * const { directions } = await edge.models.directions(model, digest, { class: 'bag', seed: 7 });
   * await edge.images.generate({ model, class: 'bag', seed: 7, directions: [{ index: 0, amount: 2 }] });
   *
   * @throws NotFoundError and other kinds of ComfyEdgeError
   */
  directions(
    model: string,
    digest: string,
    parameters: DirectionsParameters = {},
    options?: RequestOptions,
  ): EdgePromise<Directions> {
    return request(
      this.#transport,
      { method: 'get', path: DIRECTIONS_PATH, params: { model, digest }, query: parameters },
      (answer) => readFiles(answer, ['directions']),
      options,
    );
  }

  /**
   * The URL of a version for another library: `model.json` for `tf.loadGraphModel`, `model.onnx` for ONNX
   * runtimes. Nothing is sent.
   *
   * @example
   * const { digest } = await edge.models.aliases.get('fashion-mnist', 'latest');
   * const url = edge.models.exportUrl({ model: 'fashion-mnist', digest, file: 'model.json' });
   *
   * @throws TypeError for a name that cannot be one
   */
  exportUrl(file: ModelExport): string {
    return this.#transport.url(addressOf({ path: EXPORT_PATH, params: exportParams(file) }));
  }

  /** The same, downloaded. @throws NotFoundError and other kinds of ComfyEdgeError */
  exportFile(file: ModelExport, options?: RequestOptions): EdgePromise<Uint8Array<ArrayBuffer>> {
    return request(
      this.#transport,
      { method: 'get', path: EXPORT_PATH, params: exportParams(file), accept: '*/*' },
      (answer) => answer.bytes,
      options,
    );
  }

  /**
   * Publishes a version whose blobs are stored (`edge.blobs.put`). No alias moves. Repeating it is harmless.
   *
   * @throws ConflictError when a blob is missing (`blob_missing`) or a newer statement was accepted already
   *   (`statement_superseded`), and other kinds of ComfyEdgeError
   */
  putVersion(
    model: string,
    digest: string,
    { manifest, publication }: PutVersionParameters,
    options?: RequestOptions,
  ): EdgePromise<StoredVersion> {
    const file = { bytes: new Uint8Array(manifest), mediaType: 'application/json' };
    const headers = publication === undefined ? {} : { 'Comfy-Publication': publication };
    return request(
      this.#transport,
      { method: 'put', path: VERSION_PATH, params: { model, digest }, headers, file },
      (answer) => ({ ...readJson(answer, ['digest']), created: answer.status === 201 }),
      options,
    );
  }

  /**
   * Deletes a version that no alias uses. Its bytes go later. Not repeated after a lost answer.
   * @throws ConflictError where something uses it (`version_in_use`), and other kinds of ComfyEdgeError
   */
  deleteVersion(
    model: string,
    digest: string,
    { reason }: Why = {},
    options?: RequestOptions,
  ): EdgePromise<void> {
    const params = { model, digest };
    return request(
      this.#transport,
      { method: 'delete', path: VERSION_PATH, params, query: { reason }, retry: 'refused' },
      () => undefined,
      options,
    );
  }
}

function exportParams({ network = 'generator', ...rest }: ModelExport): ExportParameters {
  return { ...rest, network };
}
