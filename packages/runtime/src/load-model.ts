/**
 * A published model, wherever its bytes come from, verified and made ready to run. Nothing that was
 * read is believed: every blob must have the size and the sha256 that the manifest gives it, so a
 * model that loads is the model that its digest names.
 */
import {
  type Digest,
  decodeStoredWeights,
  type Manifest,
  ModelError,
  type PublishedNetwork,
  parseManifest,
  type StoredWeights,
  sha256Hex,
} from '@comfy-edge/model';
import type { Engine } from './boot.ts';
import { Encoder } from './encoder.ts';
import { EngineError } from './engine-error.ts';
import { Generator } from './generator.ts';
import type { ProgramOptions } from './run/program.ts';

export interface LoadModelOptions extends ProgramOptions {
  readonly engine: Engine;
  /** The bytes of `manifest.json`; their sha256 is the model's version. */
  readonly manifestBytes: Uint8Array;
  /** When given, the version that the manifest must be. */
  readonly digest?: string;
  /** Reads a blob by its sha256, from a directory or a bucket. */
  readonly readBlob: (sha256: string) => Promise<Uint8Array>;
}

export interface LoadedModel {
  /** sha256 of the manifest's bytes. */
  readonly digest: Digest;
  readonly manifest: Manifest;
  readonly generator: Generator;
}

/**
 * Loads the generator of a model. Nothing stays behind when it fails.
 *
 * @throws EngineError `manifest_invalid`, `blob_missing`, `blob_corrupt`, `model_unsupported`,
 *   `budget_exceeded`
 */
export async function loadModel(options: LoadModelOptions): Promise<LoadedModel> {
  const { engine, manifestBytes, readBlob, ...limits } = options;
  const { digest, manifest } = await readManifest(manifestBytes, options.digest);
  const { graph, weights } = manifest.networks.generator;
  const network = { graph, weights: await readWeights({ graph, weights }, readBlob) };
  return { digest, manifest, generator: new Generator(engine, network, limits) };
}

/**
 * Loads the encoder of a model that publishes one.
 *
 * @throws EngineError as `loadModel`; `model_unsupported` when there is no encoder
 */
export async function loadEncoder(options: LoadModelOptions): Promise<Encoder> {
  const { engine, manifestBytes, readBlob, ...limits } = options;
  const { digest, manifest } = await readManifest(manifestBytes, options.digest);
  const { encoder } = manifest.networks;
  if (encoder === undefined) {
    throw new EngineError('model_unsupported', `expected an encoder in ${digest}, got none`);
  }
  const network = { graph: encoder.graph, weights: await readWeights(encoder, readBlob) };
  return new Encoder(engine, network, limits);
}

async function readManifest(
  bytes: Uint8Array,
  expected: string | undefined,
): Promise<{ digest: Digest; manifest: Manifest }> {
  const digest = await sha256Hex(bytes);
  if (expected !== undefined && digest !== expected) {
    throw new EngineError('manifest_invalid', `expected the manifest ${expected}, got ${digest}`);
  }
  try {
    return { digest, manifest: parseManifest(bytes) };
  } catch (cause) {
    throw asEngineError('manifest_invalid', `manifest ${digest}`, cause);
  }
}

async function readWeights(
  { graph, weights: { sha256, sizeBytes } }: PublishedNetwork,
  readBlob: LoadModelOptions['readBlob'],
): Promise<StoredWeights> {
  let bytes: Uint8Array;
  try {
    bytes = await readBlob(sha256);
  } catch (cause) {
    throw new EngineError('blob_missing', `blob ${sha256} could not be read`, { cause });
  }
  if (bytes.length !== sizeBytes) {
    throw new EngineError(
      'blob_corrupt',
      `blob ${sha256}: expected ${sizeBytes} bytes, got ${bytes.length}`,
    );
  }
  const actual = await sha256Hex(bytes);
  if (actual !== sha256) {
    throw new EngineError('blob_corrupt', `blob ${sha256}: got bytes with sha256 ${actual}`);
  }
  try {
    return decodeStoredWeights(bytes, graph);
  } catch (cause) {
    throw asEngineError('blob_corrupt', `blob ${sha256}`, cause);
  }
}

/** Errors of the model package get the code of what was being read; others are defects and pass. */
function asEngineError(code: 'manifest_invalid' | 'blob_corrupt', what: string, cause: unknown) {
  if (!(cause instanceof ModelError)) return cause;
  return new EngineError(code, `${what}: ${cause.message}`, { cause });
}
