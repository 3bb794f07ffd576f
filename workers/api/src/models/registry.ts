/**
 * The models in object storage, as readers see them. A version is immutable and named by the digest
 * of its manifest, its weights by theirs; only aliases move. What does not hash to its name is
 * refused: manifests here, blobs where they are loaded.
 */

import { type Digest, isDigest, manifestLimits } from '@comfy-edge/model';
import { ProblemError } from '../http/problem-error.ts';
import { showValue } from '../http/show-value.ts';
import type { ModelReference } from './model-reference.ts';
import {
  aliasesPrefix,
  aliasKey,
  blobKey,
  modelPrefix,
  modelsPrefix,
  nameOf,
  versionKey,
  versionsPrefix,
} from './object-keys.ts';
import { isIntact, type Storage } from './storage.ts';

export const aliasLimitBytes = 4 * 1024;

export interface Alias {
  readonly alias: string;
  readonly digest: Digest;
}

export interface StoredAlias extends Alias {
  /** R2's, unquoted. */
  readonly etag: string;
}

/** Where a request names what is not there. */
export interface Place {
  readonly pointer?: string;
  readonly parameter?: string;
}

export interface VersionListItem {
  readonly digest: string;
  readonly publishedAt: string;
}

export class Registry {
  readonly #storage: Storage;

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  /** @throws ProblemError `model_not_found`, `alias_not_found`, both at `where` */
  async resolve(reference: ModelReference, where: Place = { pointer: '/model' }): Promise<Digest> {
    if ('digest' in reference) return reference.digest;
    const { model, alias } = reference;
    const { digest } = await this.readAlias(model, alias, where);
    return digest;
  }

  /** @throws ProblemError `model_not_found`, `alias_not_found`, `model_unavailable` */
  async readAlias(
    model: string,
    alias: string,
    where: Place = { parameter: 'alias' },
  ): Promise<StoredAlias> {
    const stored = await this.findAlias(model, alias);
    if (stored !== undefined) return stored;
    if (!(await this.#exists(model))) throw modelNotFound(model, where);
    throw new ProblemError(
      'alias_not_found',
      `expected an alias of model "${model}", got ${showValue(alias)}`,
      where,
    );
  }

  async findAlias(model: string, alias: string): Promise<StoredAlias | undefined> {
    const object = await this.#storage.read(aliasKey(model, alias), aliasLimitBytes);
    if (object === undefined) return undefined;
    return { alias, digest: parseAlias(model, alias, object.bytes), etag: object.etag };
  }

  /**
   * The bytes of a version's manifest.
   *
   * @throws ProblemError `version_not_found`, `model_unavailable`
   */
  async readManifest(model: string, digest: Digest, where: Place): Promise<Uint8Array> {
    const object = await this.#storage.read(versionKey(model, digest), manifestLimits.bytes);
    if (object === undefined) {
      throw new ProblemError(
        'version_not_found',
        `expected a version of model "${model}", got ${digest}`,
        where,
      );
    }
    if (await isIntact(object.bytes, digest)) return object.bytes;
    throw modelUnavailable(model, digest, new Error('the manifest does not hash to its name'));
  }

  /** The bytes under a blob's name, whatever they hash to: `loadModel` checks them. */
  async readBlob(sha256: string): Promise<Uint8Array> {
    const object = await this.#storage.read(blobKey(sha256), manifestLimits.blobBytes);
    if (object === undefined) throw new Error(`expected blob ${sha256}, got none`);
    return object.bytes;
  }

  /** Names of models in storage order, after `after`. */
  async listModels(limit: number, after: string | undefined): Promise<string[]> {
    const names: string[] = [];
    // '0' follows '/', so this is the first key after everything of that model.
    let start = after === undefined ? undefined : `${modelsPrefix}${after}0`;
    for (;;) {
      const page = await this.#storage.list({
        prefix: modelsPrefix,
        delimiter: '/',
        limit,
        ...(start === undefined ? {} : { startAfter: start }),
      });
      names.push(...page.delimitedPrefixes.map((it) => it.slice(modelsPrefix.length, -1)));
      const last = names.at(-1);
      if (!page.truncated || names.length >= limit || last === undefined) break;
      start = `${modelsPrefix}${last}0`;
    }
    return names.slice(0, limit);
  }

  /** Aliases by name. */
  async listAliases(model: string): Promise<Alias[]> {
    const prefix = aliasesPrefix(model);
    const objects = await this.#storage.listAll(prefix);
    const aliases = await Promise.all(
      objects.map(({ key }) => this.findAlias(model, nameOf(key, prefix))),
    );
    return aliases.flatMap((it) => (it ? [{ alias: it.alias, digest: it.digest }] : []));
  }

  /** All versions, newest first. */
  async listVersions(model: string): Promise<VersionListItem[]> {
    const prefix = versionsPrefix(model);
    const objects = await this.#storage.listAll(prefix);
    return objects
      .toSorted((a, b) => b.uploaded.getTime() - a.uploaded.getTime())
      .map(({ key, uploaded }) => ({
        digest: nameOf(key, prefix),
        publishedAt: uploaded.toISOString(),
      }));
  }

  async #exists(model: string): Promise<boolean> {
    const page = await this.#storage.list({ prefix: modelPrefix(model), limit: 1 });
    return page.objects.length > 0;
  }
}

export function modelNotFound(model: string, where: Place): ProblemError {
  return new ProblemError(
    'model_not_found',
    `expected the name of a model, got ${showValue(model)}`,
    where,
  );
}

/** A stored version that cannot be used; the cause is for the log alone. */
export function modelUnavailable(model: string, version: string, cause: unknown): ProblemError {
  return new ProblemError(
    'model_unavailable',
    `expected version ${version} of model "${model}" to pass its integrity check, got a failure; try again`,
    { cause },
  );
}

function parseAlias(model: string, alias: string, bytes: Uint8Array): Digest {
  try {
    const { digest } = JSON.parse(new TextDecoder().decode(bytes)) as { digest?: unknown };
    if (typeof digest === 'string' && isDigest(digest)) return digest;
    throw new Error(`expected a digest, got ${showValue(digest)}`);
  } catch (cause) {
    throw modelUnavailable(model, alias, cause);
  }
}
