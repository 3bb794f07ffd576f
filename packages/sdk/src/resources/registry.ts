/**
 * For publishers: blobs first, then the version that names them, then the alias moves.
 * Readers follow aliases, so they see a version only when it is whole.
 */
import type { components } from '@comfy-edge/contract';
import { call, type Operation } from '../operation.ts';
import { malformed, readJson } from '../read-answer.ts';
import type { Answer } from '../transport/attempt.ts';
import type { RequestOptions, Transport } from '../transport/transport.ts';

type Schemas = components['schemas'];

/** `created` is false where it was there already. */
export type StoredBlob = Schemas['StoredBlob'] & { readonly created: boolean };
export type StoredVersion = Schemas['StoredVersion'] & { readonly created: boolean };

/** `etag` names this state of the alias: pass it as `ifMatch` to move the alias. */
export type Alias = Schemas['ModelAlias'] & { readonly etag: string };

/** Move what was read, or create what was not there. */
export type AliasCondition = { readonly ifMatch: string } | { readonly ifNoneMatch: '*' };

const ALIAS_PATH = '/v1/models/{model}/aliases/{alias}';

export class Registry {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Stores bytes under their SHA-256. Repeating it is harmless.
   * @throws ComfyEdgeError
   */
  async putBlob(sha256: string, bytes: Uint8Array, options?: RequestOptions): Promise<StoredBlob> {
    const answer = await call(
      this.#transport,
      {
        method: 'put',
        path: '/v1/blobs/{sha256}',
        params: { sha256 },
        contentType: 'application/octet-stream',
        body: new Uint8Array(bytes),
      },
      options,
    );
    const stored = readJson<Operation<'/v1/blobs/{sha256}', 'put'>>(answer, ['sha256']);
    return { ...stored, created: answer.status === 201 };
  }

  /**
   * Publishes a version: the bytes of its canonical manifest, whose SHA-256 is `digest`. No alias
   * moves. Repeating it is harmless.
   * @throws ConflictError when a blob is missing, and other kinds of ComfyEdgeError
   */
  async putVersion(
    model: string,
    digest: string,
    manifest: Uint8Array,
    options?: RequestOptions,
  ): Promise<StoredVersion> {
    const answer = await call(
      this.#transport,
      {
        method: 'put',
        path: '/v1/models/{model}/versions/{digest}',
        params: { model, digest },
        contentType: 'application/json',
        body: new Uint8Array(manifest),
      },
      options,
    );
    type PutVersion = Operation<'/v1/models/{model}/versions/{digest}', 'put'>;
    return { ...readJson<PutVersion>(answer, ['digest']), created: answer.status === 201 };
  }

  /** @throws NotFoundError and other kinds of ComfyEdgeError */
  async getAlias(model: string, alias: string, options?: RequestOptions): Promise<Alias> {
    const answer = await call(
      this.#transport,
      { method: 'get', path: ALIAS_PATH, params: { model, alias } },
      options,
    );
    return readAlias(answer);
  }

  /**
   * Creates or moves an alias if it still is what `condition` says. Not repeated after a lost
   * answer: read the alias to learn whether it moved.
   * @throws ConflictError when it is not, and other kinds of ComfyEdgeError
   */
  async putAlias(
    model: string,
    alias: string,
    digest: string,
    condition: AliasCondition,
    options?: RequestOptions,
  ): Promise<Alias> {
    const body: Schemas['PutModelAliasRequest'] = { digest };
    const headers =
      'ifMatch' in condition
        ? { 'If-Match': condition.ifMatch }
        : { 'If-None-Match': condition.ifNoneMatch };
    const answer = await call(
      this.#transport,
      {
        method: 'put',
        path: ALIAS_PATH,
        params: { model, alias },
        headers,
        contentType: 'application/json',
        body: JSON.stringify(body),
        retry: 'refused',
      },
      options,
    );
    return readAlias(answer);
  }
}

function readAlias(answer: Answer): Alias {
  const body = readJson<Operation<typeof ALIAS_PATH, 'get'>>(answer, ['alias', 'digest']);
  const etag = answer.headers.get('etag');
  if (etag === null) throw malformed(answer, 'an ETag', 'none');
  return { ...body, etag };
}
