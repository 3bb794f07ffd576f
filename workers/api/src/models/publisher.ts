/**
 * Publishing: blobs, then the version, then the alias (`registry/promotion.ts`), each step refused until the
 * one before it is complete. So a reader, who starts at an alias, never meets half a version, and a publisher
 * that was interrupted anywhere just starts again.
 */

import {
  type Digest,
  type Manifest,
  ModelError,
  parseManifest,
  sha256Hex,
} from '@comfy-edge/model';
import { type Engine, EngineError, loadEncoder, loadModel } from '@comfy-edge/runtime';
import type { Database } from '../database.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { Author } from '../registry/audit-log.ts';
import type { BelievedStatement } from '../registry/believe-statement.ts';
import { ObjectClaims } from '../registry/object-claims.ts';
import { modelLimitBytes } from './load-version.ts';
import { blobKey, versionKey } from './object-keys.ts';
import type { Registry } from './registry.ts';

export interface PublisherOptions {
  readonly registry: Registry;
  readonly database: Database;
  readonly bootEngine: () => Promise<Engine>;
  readonly author: Author;
}

export class Publisher {
  readonly #registry: Registry;
  readonly #claims: ObjectClaims;
  readonly #bootEngine: () => Promise<Engine>;
  readonly #author: Author;

  constructor({ registry, database, bootEngine, author }: PublisherOptions) {
    this.#registry = registry;
    this.#claims = new ObjectClaims(database);
    this.#bootEngine = bootEngine;
    this.#author = author;
  }

  /**
   * @returns whether it was new
   * @throws ProblemError `digest_mismatch`, `object_in_collection`
   */
  async putBlob(sha256: Digest, bytes: Uint8Array): Promise<boolean> {
    await assertDigest(bytes, sha256);
    const key = blobKey(sha256);
    await this.#claims.claim([key]);
    return this.#registry.storage.writeOnce(key, bytes, sha256);
  }

  /**
   * Stores a version that this engine can run: it is loaded and makes one image first. Then it is listed,
   * and from then on it is there.
   *
   * @param signed the statement that vouches for it; none where the deployment takes unsigned versions
   * @returns whether it was new
   * @throws ProblemError `digest_mismatch`, `invalid_manifest`, `blob_missing`, `object_in_collection`,
   *   `statement_superseded`, `publisher_untrusted`
   */
  async putVersion(
    model: string,
    digest: Digest,
    bytes: Uint8Array,
    signed: BelievedStatement | undefined,
  ): Promise<boolean> {
    await assertDigest(bytes, digest);
    const manifest = parse(bytes);
    const { storage, versions } = this.#registry;
    const blobs = blobsOf(manifest);
    const key = versionKey(model, digest);
    const objects = [key, ...new Set(blobs.map(({ sha256 }) => blobKey(sha256)))];
    // Before anybody looks whether they are stored: from here on they are not collected.
    await this.#claims.claim(objects);
    for (const { sha256, sizeBytes } of blobs) {
      if (await storage.holds(blobKey(sha256), sizeBytes, sha256)) continue;
      throw new ProblemError(
        'blob_missing',
        `expected blob ${sha256} of ${sizeBytes} bytes to be stored, got none; PUT /v1/blobs/${sha256}`,
      );
    }
    await this.#tryOut(bytes);
    await storage.writeOnce(key, bytes, digest);
    return versions.add({ model, digest, manifest, objects, signed }, this.#author);
  }

  async #tryOut(manifestBytes: Uint8Array): Promise<void> {
    const options = {
      engine: await this.#bootEngine(),
      manifestBytes,
      readBlob: (sha256: string) => this.#registry.readBlob(sha256),
      maxBytes: modelLimitBytes,
    };
    try {
      const { generator, manifest } = await loadModel(options);
      try {
        generator.generate({ classIndex: 0, seed: 0 });
      } finally {
        generator.dispose();
      }
      if (manifest.networks.encoder !== undefined) (await loadEncoder(options)).dispose();
    } catch (cause) {
      if (!(cause instanceof EngineError)) throw cause;
      if (cause.cause instanceof ProblemError) throw cause.cause;
      throw new ProblemError('invalid_manifest', cause.message, { cause, pointer: '' });
    }
  }
}

/** The weights of a version's networks. */
export function blobsOf({ networks }: Manifest) {
  return [
    { role: 'generator' as const, ...networks.generator.weights },
    ...(networks.encoder ? [{ role: 'encoder' as const, ...networks.encoder.weights }] : []),
  ];
}

async function assertDigest(bytes: Uint8Array, expected: Digest): Promise<void> {
  const actual = await sha256Hex(bytes);
  if (actual === expected) return;
  throw new ProblemError('digest_mismatch', `expected SHA-256 ${expected}, got ${actual}`);
}

function parse(bytes: Uint8Array): Manifest {
  try {
    return parseManifest(bytes);
  } catch (cause) {
    if (!(cause instanceof ModelError)) throw cause;
    throw new ProblemError('invalid_manifest', cause.message, { cause, pointer: '' });
  }
}
