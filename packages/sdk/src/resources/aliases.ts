/** Names of versions that move: what they serve, what they served, and who is tried out beside it. */
import type { components } from '@comfy-edge/contract';
import type { EdgePromise } from '../edge-promise.ts';
import type { Operation, OrUndefined } from '../operation.ts';
import { type PagedList, pagedList } from '../paged-list.ts';
import { malformed, readJson } from '../read-answer.ts';
import { request } from '../request.ts';
import type { Answer } from '../transport/attempt.ts';
import type { RequestOptions, Transport } from '../transport/transport.ts';

type Schemas = components['schemas'];

/** `etag` names this state of the alias: pass it as `ifMatch` to change what was read. */
export type Alias = Schemas['ModelAlias'] & { readonly etag: string };
export type AliasRevision = Schemas['AliasRevision'];
export type Canary = Schemas['Canary'];
export type QualityPolicy = Schemas['QualityPolicy'];
export type Split = Schemas['Split'];

/** Move what was read, or create what was not there. */
export type AliasCondition = { readonly ifMatch: string } | { readonly ifNoneMatch: '*' };

export type PutAliasParameters = OrUndefined<Schemas['PutModelAliasRequest']> & AliasCondition;

/** What was read; without it, whatever the alias is by now is changed. */
export interface IfMatch {
  readonly ifMatch?: string | undefined;
}

/** Why something is done, for the audit log. */
export interface Why {
  readonly reason?: string | undefined;
}

export type PutPolicyParameters = OrUndefined<Schemas['PutAliasPolicyRequest']> & IfMatch;
export type PutCanaryParameters = OrUndefined<Schemas['PutCanaryRequest']> & IfMatch;

export interface HistoryParameters {
  /** Revisions per page, 1 to 100. */
  readonly limit?: number | undefined;
}

const ALIAS_PATH = '/v1/models/{model}/aliases/{alias}';
const CANARY_PATH = '/v1/models/{model}/aliases/{alias}/canary';

export class Aliases {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Where an alias points, with its canary and its quality gate.
   *
   * @example
   * const { digest, etag } = await edge.models.aliases.get('fashion-mnist', 'latest');
   *
   * @throws NotFoundError and other kinds of ComfyEdgeError
   */
  get(model: string, alias: string, options?: RequestOptions): EdgePromise<Alias> {
    return request(
      this.#transport,
      { method: 'get', path: ALIAS_PATH, params: { model, alias } },
      readAlias,
      options,
    );
  }

  /**
   * Creates or moves an alias if it still is what the condition says. Not repeated after a lost answer: read
   * the alias to learn whether it moved.
   *
   * @example
   * const { digest } = await edge.models.aliases.get('fashion-mnist', 'latest');
   * await edge.models.aliases.put('fashion-mnist', 'stable', { digest, ifNoneMatch: '*' });
   *
   * @throws ConflictError when it is not, or when the version is older (`older_version`) or not good enough
   *   (`below_quality_gate`), and other kinds of ComfyEdgeError
   */
  put(
    model: string,
    alias: string,
    parameters: PutAliasParameters,
    options?: RequestOptions,
  ): EdgePromise<Alias> {
    const { digest, reason, force } = parameters;
    const headers =
      'ifMatch' in parameters
        ? { 'If-Match': parameters.ifMatch }
        : { 'If-None-Match': parameters.ifNoneMatch };
    return request(
      this.#transport,
      {
        ...{ method: 'put', path: ALIAS_PATH, params: { model, alias } },
        ...{ headers, json: { digest, reason, force }, retry: 'refused' },
      },
      readAlias,
      options,
    );
  }

  /**
   * Every state that the alias had, newest first. Iterating throws ComfyEdgeError.
   *
   * @example
   * for await (const { revision, digest, action, at } of edge.models.aliases.history('fashion-mnist', 'latest')) {
   *   console.log(at, revision, action, digest);
   * }
   */
  history(
    model: string,
    alias: string,
    { limit }: HistoryParameters = {},
    options?: RequestOptions,
  ): PagedList<AliasRevision> {
    const path = '/v1/models/{model}/aliases/{alias}/history';
    const ask = (cursor: string | undefined) =>
      request(
        this.#transport,
        { method: 'get', path, params: { model, alias }, query: { limit, cursor } },
        (answer) => readJson(answer, ['revisions']),
        options,
      );
    return pagedList(ask, (page) => page.revisions);
  }

  /**
   * Points the alias at what it served before, or ends its canary. Not repeated after a lost answer: it would
   * go back twice.
   *
   * @throws ConflictError where there is nothing to go back to, or the alias is no longer what was read; and
   *   other kinds of ComfyEdgeError
   */
  rollBack(
    model: string,
    alias: string,
    { ifMatch, ...json }: Why & IfMatch = {},
    options?: RequestOptions,
  ): EdgePromise<Alias> {
    const path = '/v1/models/{model}/aliases/{alias}/rollback';
    return request(
      this.#transport,
      {
        ...{ method: 'post', path, params: { model, alias } },
        ...{ headers: matching(ifMatch), json, retry: 'refused' },
      },
      readAlias,
      options,
    );
  }

  /**
   * Sets what versions must reach before the alias may point at them.
   * @throws ConflictError where the alias is no longer what was read, and other kinds of ComfyEdgeError
   */
  putPolicy(
    model: string,
    alias: string,
    { ifMatch, ...json }: PutPolicyParameters,
    options?: RequestOptions,
  ): EdgePromise<Alias> {
    const path = '/v1/models/{model}/aliases/{alias}/policy';
    return request(
      this.#transport,
      {
        ...{ method: 'put', path, params: { model, alias } },
        ...{ headers: matching(ifMatch), json, retry: retryOf(ifMatch) },
      },
      readAlias,
      options,
    );
  }

  /** What both versions of a split did. @throws NotFoundError and other kinds of ComfyEdgeError */
  getCanary(model: string, alias: string, options?: RequestOptions): EdgePromise<Canary> {
    return request(
      this.#transport,
      { method: 'get', path: CANARY_PATH, params: { model, alias } },
      (answer) => readJson(answer, ['digest', 'percent', 'counts']),
      options,
    );
  }

  /**
   * Sends a share of the callers to another version.
   *
   * @example
   * const { digest } = await edge.models.aliases.get('fashion-mnist', 'candidate');
   * await edge.models.aliases.putCanary('fashion-mnist', 'latest', { digest, percent: 10 });
   *
   * @throws ConflictError as `put`, and other kinds of ComfyEdgeError
   */
  putCanary(
    model: string,
    alias: string,
    { ifMatch, ...json }: PutCanaryParameters,
    options?: RequestOptions,
  ): EdgePromise<Alias> {
    return request(
      this.#transport,
      {
        ...{ method: 'put', path: CANARY_PATH, params: { model, alias } },
        ...{ headers: matching(ifMatch), json, retry: retryOf(ifMatch) },
      },
      readAlias,
      options,
    );
  }

  /**
   * Sends everybody to what the alias points at. Not repeated after a lost answer.
   * @throws NotFoundError where there is no canary, and other kinds of ComfyEdgeError
   */
  endCanary(
    model: string,
    alias: string,
    { ifMatch, reason }: Why & IfMatch = {},
    options?: RequestOptions,
  ): EdgePromise<Alias> {
    return request(
      this.#transport,
      {
        ...{ method: 'delete', path: CANARY_PATH, params: { model, alias } },
        ...{ query: { reason }, headers: matching(ifMatch), retry: 'refused' },
      },
      readAlias,
      options,
    );
  }
}

function matching(ifMatch: string | undefined): { 'If-Match'?: string } {
  return ifMatch === undefined ? {} : { 'If-Match': ifMatch };
}

/** After a lost answer a condition could fail because of our own success. */
function retryOf(ifMatch: string | undefined): 'refused' | 'always' {
  return ifMatch === undefined ? 'always' : 'refused';
}

function readAlias(answer: Answer): Alias {
  const body = readJson<Operation<typeof ALIAS_PATH, 'get'>>(answer, ['alias', 'digest']);
  const etag = answer.headers.get('etag');
  if (etag === null) throw malformed(answer, 'an ETag', 'none');
  return { ...body, etag };
}
