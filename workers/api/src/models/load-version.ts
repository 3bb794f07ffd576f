/**
 * The networks of a stored version made ready to run, or the problem that says why they cannot be. The
 * encoder is apart: most isolates never need one.
 */

import { type Digest, type Manifest, parseManifest } from '@comfy-edge/model';
import {
  type Encoder,
  type Engine,
  EngineError,
  type LoadedModel,
  type LoadModelOptions,
  loadEncoder,
  loadModel,
} from '@comfy-edge/runtime';
import { ProblemError } from '../http/problem-error.ts';
import { modelUnavailable, type Place, type Registry } from './registry.ts';

/** Bytes of the WASM heap one network may take; an isolate has 128 MB in all. */
export const modelLimitBytes = 40 * 1024 * 1024;

export interface LoadVersionOptions {
  readonly engine: Engine;
  readonly registry: Registry;
  readonly model: string;
  readonly digest: Digest;
  /** Where the request names it. */
  readonly where: Place;
}

export interface LoadedEncoder {
  readonly manifest: Manifest;
  readonly encoder: Encoder;
}

/** @throws ProblemError `version_not_found` at `where`, `model_unavailable`, `storage_unavailable` */
export function loadVersion(options: LoadVersionOptions): Promise<LoadedModel> {
  return loadNetwork(options, loadModel);
}

/** @throws ProblemError as `loadVersion`; `encoder_missing` at `where` for a version without one */
export function loadVersionEncoder(options: LoadVersionOptions): Promise<LoadedEncoder> {
  return loadNetwork(options, async (source) => {
    const manifest = parseManifest(source.manifestBytes);
    if (manifest.networks.encoder !== undefined) {
      return { manifest, encoder: await loadEncoder(source) };
    }
    throw new ProblemError(
      'encoder_missing',
      `expected a version with an encoder, got ${options.digest}, which was published without one`,
      options.where,
    );
  });
}

async function loadNetwork<T>(
  { engine, registry, model, digest, where }: LoadVersionOptions,
  load: (source: LoadModelOptions) => Promise<T>,
): Promise<T> {
  const manifestBytes = await registry.readManifest(model, digest, where);
  try {
    return await load({
      engine,
      manifestBytes,
      readBlob: (sha256) => registry.readBlob(sha256),
      maxBytes: modelLimitBytes,
    });
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    if (error.cause instanceof ProblemError) throw error.cause;
    throw modelUnavailable(model, digest, error);
  }
}
