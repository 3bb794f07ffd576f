/**
 * Publishing: blobs, then the version, then the alias, each step refused until the one before it is
 * complete. So a reader, who starts at an alias, never meets half a version, and a publisher that was
 * interrupted anywhere just starts again.
 */

import {
  type Digest,
  type Manifest,
  ModelError,
  parseManifest,
  sha256Hex,
} from '@comfy-edge/model';
import { type Engine, EngineError, loadEncoder, loadModel } from '@comfy-edge/runtime';
import { ProblemError } from '../http/problem-error.ts';
import { modelLimitBytes } from './load-version.ts';
import { aliasKey, blobKey, versionKey } from './object-keys.ts';
import { Registry, type StoredAlias } from './registry.ts';
import type { Storage } from './storage.ts';

/** When an alias may be written: `absent` to create it, an ETag of R2 to replace that. */
export type AliasCondition = { readonly absent: true } | { readonly etag: string };

export interface PublisherOptions {
  readonly storage: Storage;
  readonly bootEngine: () => Promise<Engine>;
}

export class Publisher {
  readonly #storage: Storage;
  readonly #bootEngine: () => Promise<Engine>;

  constructor({ storage, bootEngine }: PublisherOptions) {
    this.#storage = storage;
    this.#bootEngine = bootEngine;
  }

  /**
   * @returns whether it was new
   * @throws ProblemError `digest_mismatch`
   */
  async putBlob(sha256: Digest, bytes: Uint8Array): Promise<boolean> {
    await assertDigest(bytes, sha256);
    return this.#storage.writeOnce(blobKey(sha256), bytes, sha256);
  }

  /**
   * Stores a version that this engine can run: it is loaded and makes one image first.
   *
   * @returns whether it was new
   * @throws ProblemError `digest_mismatch`, `invalid_manifest`, `blob_missing`
   */
  async putVersion(model: string, digest: Digest, bytes: Uint8Array): Promise<boolean> {
    await assertDigest(bytes, digest);
    const manifest = parse(bytes);
    for (const { sha256, sizeBytes } of blobsOf(manifest)) {
      if (await this.#storage.holds(blobKey(sha256), sizeBytes, sha256)) continue;
      throw new ProblemError(
        'blob_missing',
        `expected blob ${sha256} of ${sizeBytes} bytes to be stored, got none; PUT /v1/blobs/${sha256}`,
      );
    }
    await this.#tryOut(bytes);
    return this.#storage.writeOnce(versionKey(model, digest), bytes, digest);
  }

  async #tryOut(manifestBytes: Uint8Array): Promise<void> {
    const registry = new Registry(this.#storage);
    const options = {
      engine: await this.#bootEngine(),
      manifestBytes,
      readBlob: (sha256: string) => registry.readBlob(sha256),
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

  /** @throws ProblemError `version_not_found`, `precondition_failed` */
  async putAlias(
    model: string,
    alias: string,
    digest: Digest,
    condition: AliasCondition,
  ): Promise<StoredAlias> {
    if ((await this.#storage.head(versionKey(model, digest))) === null) {
      throw new ProblemError(
        'version_not_found',
        `expected a published version of model "${model}", got ${digest}`,
        { pointer: '/digest' },
      );
    }
    const bytes = new TextEncoder().encode(JSON.stringify({ digest }));
    const written = await this.#storage.writeIf(
      aliasKey(model, alias),
      bytes,
      'absent' in condition ? { etagDoesNotMatch: '*' } : { etagMatches: condition.etag },
    );
    if (written !== null) return { alias, digest, etag: written.etag };
    throw 'absent' in condition
      ? new ProblemError(
          'precondition_failed',
          `expected no alias "${alias}" yet, got one; send If-Match with its ETag to move it`,
          { parameter: 'If-None-Match' },
        )
      : new ProblemError(
          'precondition_failed',
          `expected alias "${alias}" to have ETag "${condition.etag}", got another; read it again`,
          { parameter: 'If-Match' },
        );
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
