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

export interface PutVersionOptions extends RequestOptions {
  /** The signed statement of a publisher; without it only deployments that take unsigned versions do. */
  readonly publication?: string | undefined;
}

/** Why something is done, for the audit log. */
export interface Why {
  readonly reason?: string;
}

export interface Promotion extends Why {
  /** Whether an older version, or one below the quality gate, is meant; with a reason. */
  readonly force?: boolean;
}

export type QualityPolicy = Schemas['QualityPolicy'];
export type Split = Schemas['Split'];
export type Canary = Schemas['Canary'];

/** Move what was read, or create what was not there. */
export type AliasCondition = { readonly ifMatch: string } | { readonly ifNoneMatch: '*' };

const VERSION_PATH = '/v1/models/{model}/versions/{digest}';
const ALIAS_PATH = '/v1/models/{model}/aliases/{alias}';
const CANARY_PATH = '/v1/models/{model}/aliases/{alias}/canary';

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
   * @throws ConflictError when a blob is missing (`blob_missing`) or a newer statement was accepted already
   *   (`statement_superseded`), and other kinds of ComfyEdgeError
   */
  async putVersion(
    model: string,
    digest: string,
    manifest: Uint8Array,
    { publication, ...options }: PutVersionOptions = {},
  ): Promise<StoredVersion> {
    const answer = await call(
      this.#transport,
      {
        method: 'put',
        path: VERSION_PATH,
        params: { model, digest },
        headers: publication === undefined ? {} : { 'Comfy-Publication': publication },
        contentType: 'application/json',
        body: new Uint8Array(manifest),
      },
      options,
    );
    return {
      ...readJson<Operation<typeof VERSION_PATH, 'put'>>(answer, ['digest']),
      created: answer.status === 201,
    };
  }

  /**
   * Deletes a version that no alias uses. Its bytes go later.
   * @throws ConflictError where something uses it (`version_in_use`), and other kinds of ComfyEdgeError
   */
  async deleteVersion(
    model: string,
    digest: string,
    why: Why = {},
    options?: RequestOptions,
  ): Promise<void> {
    const params = { model, digest };
    const operation = { method: 'delete', path: VERSION_PATH, params, query: { ...why } } as const;
    await call(this.#transport, { ...operation, retry: 'refused' }, options);
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
   * @throws ConflictError when it is not, or when the version is older (`older_version`) or not good enough
   *   (`below_quality_gate`), and other kinds of ComfyEdgeError
   */
  async putAlias(
    model: string,
    alias: string,
    digest: string,
    condition: AliasCondition,
    { reason, force, ...options }: Promotion & RequestOptions = {},
  ): Promise<Alias> {
    const body: Schemas['PutModelAliasRequest'] = {
      digest,
      ...(reason === undefined ? {} : { reason }),
      ...(force === undefined ? {} : { force }),
    };
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

  /**
   * Points the alias at what it served before, or ends its canary. Not repeated after a lost answer: it would
   * go back twice.
   * @throws ConflictError where there is nothing to go back to, and other kinds of ComfyEdgeError
   */
  async rollBack(
    model: string,
    alias: string,
    why: Why = {},
    options?: RequestOptions,
  ): Promise<Alias> {
    const path = '/v1/models/{model}/aliases/{alias}/rollback';
    const sent = { ...json(why), params: { model, alias }, retry: 'refused' } as const;
    return readAlias(await call(this.#transport, { method: 'post', path, ...sent }, options));
  }

  /** Sets what versions must reach before the alias may point at them. @throws ComfyEdgeError */
  async putPolicy(
    model: string,
    alias: string,
    policy: QualityPolicy & Why,
    options?: RequestOptions,
  ): Promise<Alias> {
    const path = '/v1/models/{model}/aliases/{alias}/policy';
    const sent = { ...json(policy), params: { model, alias } };
    return readAlias(await call(this.#transport, { method: 'put', path, ...sent }, options));
  }

  /** What both versions of a split did. @throws NotFoundError and other kinds of ComfyEdgeError */
  async getCanary(model: string, alias: string, options?: RequestOptions): Promise<Canary> {
    const operation = { method: 'get', path: CANARY_PATH, params: { model, alias } } as const;
    const answer = await call(this.#transport, operation, options);
    return readJson<Operation<typeof CANARY_PATH, 'get'>>(answer, ['digest', 'percent', 'counts']);
  }

  /** Sends a share of the callers to another version. @throws ConflictError as `putAlias` */
  async putCanary(
    model: string,
    alias: string,
    canary: Split & Promotion,
    options?: RequestOptions,
  ): Promise<Alias> {
    const sent = { ...json(canary), params: { model, alias } };
    const operation = { method: 'put', path: CANARY_PATH, ...sent } as const;
    return readAlias(await call(this.#transport, operation, options));
  }

  /** @throws NotFoundError where there is none, and other kinds of ComfyEdgeError */
  async endCanary(
    model: string,
    alias: string,
    why: Why = {},
    options?: RequestOptions,
  ): Promise<Alias> {
    const sent = { params: { model, alias }, query: { ...why }, retry: 'refused' } as const;
    const operation = { method: 'delete', path: CANARY_PATH, ...sent } as const;
    return readAlias(await call(this.#transport, operation, options));
  }
}

function json(body: object) {
  return { contentType: 'application/json', body: JSON.stringify(body) };
}

function readAlias(answer: Answer): Alias {
  const body = readJson<Operation<typeof ALIAS_PATH, 'get'>>(answer, ['alias', 'digest']);
  const etag = answer.headers.get('etag');
  if (etag === null) throw malformed(answer, 'an ETag', 'none');
  return { ...body, etag };
}
