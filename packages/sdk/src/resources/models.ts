/** What can be generated from: models, their aliases and their versions. */
import type { components, paths } from '@comfy-edge/contract';
import { addressOf, type Call, call, type Operation } from '../operation.ts';
import { malformed, readJson } from '../read-answer.ts';
import type { RequestOptions, Transport } from '../transport/transport.ts';

type Schemas = components['schemas'];
export type ModelListItem = Schemas['ModelListItem'];
export type Model = Schemas['Model'];
export type ModelVersion = Schemas['ModelVersion'];

/** Models one by one by `for await`, or page by page with `pages()`. Nothing is asked before. */
export interface ModelList extends AsyncIterable<ModelListItem> {
  pages(): AsyncIterable<readonly ModelListItem[]>;
}

export interface ListParameters {
  /** Models per page, 1 to 100. */
  readonly limit?: number;
}

type ExportPath = '/v1/models/{model}/versions/{digest}/exports/{network}/{file}';
type ExportParameters = paths[ExportPath]['parameters']['path'];

/** A file of a version; of its generator, unless told otherwise. */
export type ModelExport = Omit<ExportParameters, 'network'> &
  Partial<Pick<ExportParameters, 'network'>>;

function exportCall({ network = 'generator', ...rest }: ModelExport): Call<ExportPath, 'get'> {
  const path = '/v1/models/{model}/versions/{digest}/exports/{network}/{file}';
  return { method: 'get', path, params: { ...rest, network } };
}

export class Models {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** All models, in a fixed order. Iterating throws ComfyEdgeError. */
  list(parameters: ListParameters = {}, options?: RequestOptions): ModelList {
    const pages = () => this.#pages(parameters, options);
    return {
      pages,
      async *[Symbol.asyncIterator]() {
        for await (const page of pages()) yield* page;
      },
    };
  }

  /** @throws NotFoundError and other kinds of ComfyEdgeError */
  async get(model: string, options?: RequestOptions): Promise<Model> {
    const answer = await call(
      this.#transport,
      { method: 'get', path: '/v1/models/{model}', params: { model } },
      options,
    );
    return readJson<Operation<'/v1/models/{model}', 'get'>>(answer, [
      'name',
      'aliases',
      'versions',
    ]);
  }

  /** @throws NotFoundError and other kinds of ComfyEdgeError */
  async version(model: string, digest: string, options?: RequestOptions): Promise<ModelVersion> {
    const answer = await call(
      this.#transport,
      {
        method: 'get',
        path: '/v1/models/{model}/versions/{digest}',
        params: { model, digest },
      },
      options,
    );
    type GetVersion = Operation<'/v1/models/{model}/versions/{digest}', 'get'>;
    return readJson<GetVersion>(answer, ['model', 'digest', 'classes', 'image', 'blobs']);
  }

  /**
   * The path of a version for another library: `model.json` for `tf.loadGraphModel`, `model.onnx` for ONNX
   * runtimes. Nothing is sent.
   *
   * @throws TypeError for a name that cannot be one
   */
  exportAddress(file: ModelExport): string {
    return addressOf(exportCall(file));
  }

  /** The same, downloaded. @throws NotFoundError and other kinds of ComfyEdgeError */
  async exportFile(file: ModelExport, options?: RequestOptions): Promise<Uint8Array<ArrayBuffer>> {
    const answer = await call(this.#transport, { ...exportCall(file), accept: '*/*' }, options);
    return answer.bytes;
  }

  async *#pages({ limit }: ListParameters, options: RequestOptions | undefined) {
    let cursor: string | undefined;
    do {
      const query = {
        ...(limit === undefined ? {} : { limit }),
        ...(cursor === undefined ? {} : { cursor }),
      };
      const answer = await call(
        this.#transport,
        { method: 'get', path: '/v1/models', query },
        options,
      );
      const page = readJson<Operation<'/v1/models', 'get'>>(answer, ['models']);
      if (!Array.isArray(page.models))
        throw malformed(answer, 'models in a list', typeof page.models);
      if (page.nextCursor !== undefined && page.nextCursor === cursor) {
        throw malformed(answer, 'a cursor that moves on', `${cursor} again`);
      }
      yield page.models;
      cursor = page.nextCursor;
    } while (cursor !== undefined);
  }
}
