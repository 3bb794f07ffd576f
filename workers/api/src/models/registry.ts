/**
 * The models as readers see them. A version is immutable and named by the digest of its manifest, its weights
 * by theirs; only aliases move. The database says which versions there are and where aliases point, object
 * storage has the bytes, and what does not hash to its name is refused: manifests here, blobs where they are
 * loaded.
 */

import { type Digest, isDigest, manifestLimits } from '@comfy-edge/model';
import { Database } from '../database.ts';
import type { Bindings } from '../env.ts';
import { ProblemError } from '../http/problem-error.ts';
import { showValue } from '../http/show-value.ts';
import { type AliasState, AliasStore } from '../registry/alias-store.ts';
import { isInCanary } from '../registry/canary-split.ts';
import type { SplitState } from '../registry/canary-tally.ts';
import { VersionStore } from '../registry/version-store.ts';
import type { ModelReference } from './model-reference.ts';
import { blobKey, versionKey } from './object-keys.ts';
import { isIntact, Storage } from './storage.ts';

/** Where a request names what is not there. */
export interface Place {
  readonly pointer?: string;
  readonly parameter?: string;
}

/** Which version a reference means for this caller. */
export interface Resolved {
  readonly digest: Digest;
  /** Of an alias with a canary: what is to be counted. */
  readonly split?: SplitState;
}

export class Registry {
  readonly storage: Storage;
  readonly versions: VersionStore;
  readonly aliases: AliasStore;

  /** @throws Error where the deployment lacks a binding */
  constructor({ MODELS, DB }: Bindings) {
    const database = new Database(DB);
    this.storage = new Storage(MODELS);
    this.versions = new VersionStore(database);
    this.aliases = new AliasStore(database);
  }

  /**
   * @param caller who asks, for aliases that send a share of the callers elsewhere
   * @throws ProblemError `model_not_found`, `alias_not_found`, both at `where`
   */
  async resolve(
    reference: ModelReference,
    caller: string,
    where: Place = { pointer: '/model' },
  ): Promise<Resolved> {
    if ('digest' in reference) return reference;
    const { model, alias } = reference;
    const { digest, canary, revision } = await this.readAlias(model, alias, where);
    if (canary === undefined) return { digest: asDigest(digest) };
    const chosen = isInCanary(canary, `${model} ${alias}`, caller) ? canary.digest : digest;
    return { digest: asDigest(chosen), split: { model, alias, revision } };
  }

  /** @throws ProblemError `model_not_found`, `alias_not_found` */
  async readAlias(
    model: string,
    alias: string,
    where: Place = { parameter: 'alias' },
  ): Promise<AliasState> {
    const found = await this.aliases.find(model, alias);
    if (found !== undefined) return found;
    const { versions } = await this.versions.summary(model);
    if (versions === 0) throw modelNotFound(model, where);
    throw new ProblemError(
      'alias_not_found',
      `expected an alias of model "${model}", got ${showValue(alias)}`,
      where,
    );
  }

  /**
   * The bytes of a version's manifest. Where the database does not answer, that they are stored is enough:
   * who asks for a version by its digest has been told of it, and a deleted one may come back for so long.
   *
   * @throws ProblemError `version_not_found`, `model_unavailable`
   */
  async readManifest(model: string, digest: Digest, where: Place): Promise<Uint8Array> {
    const [listed, bytes] = await Promise.all([
      this.versions.find(model, digest).catch(unlessUnavailable),
      this.storage.read(versionKey(model, digest), manifestLimits.bytes),
    ]);
    if (listed instanceof ProblemError && bytes === undefined) throw listed;
    if (listed === undefined) {
      throw new ProblemError(
        'version_not_found',
        `expected a version of model "${model}", got ${digest}`,
        where,
      );
    }
    if (bytes === undefined) {
      throw modelUnavailable(model, digest, new Error('the manifest is not stored'));
    }
    if (await isIntact(bytes, digest)) return bytes;
    throw modelUnavailable(model, digest, new Error('the manifest does not hash to its name'));
  }

  /** The bytes under a blob's name, whatever they hash to: `loadModel` checks them. */
  async readBlob(sha256: string): Promise<Uint8Array> {
    const bytes = await this.storage.read(blobKey(sha256), manifestLimits.blobBytes);
    if (bytes === undefined) throw new Error(`expected blob ${sha256}, got none`);
    return bytes;
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

/** That the database does not answer is an answer, too. */
function unlessUnavailable(error: unknown): ProblemError {
  if (error instanceof ProblemError && error.code === 'storage_unavailable') return error;
  throw error;
}

/** Nothing but digests is written to the database. */
function asDigest(text: string): Digest {
  if (isDigest(text)) return text;
  throw new Error(`expected a digest in the database, got ${showValue(text)}`);
}
