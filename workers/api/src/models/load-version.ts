/** A stored version made ready to run, or the problem that says why it cannot be. */

import type { Digest } from '@comfy-edge/model';
import { type Engine, EngineError, type LoadedModel, loadModel } from '@comfy-edge/runtime';
import { ProblemError } from '../http/problem-error.ts';
import { modelUnavailable, type Registry } from './registry.ts';

/** Bytes of the WASM heap one model may take; an isolate has 128 MB in all. */
export const modelLimitBytes = 40 * 1024 * 1024;

export interface LoadVersionOptions {
  readonly engine: Engine;
  readonly registry: Registry;
  readonly model: string;
  readonly digest: Digest;
}

/** @throws ProblemError `version_not_found` at `/model`, `model_unavailable`, `storage_unavailable` */
export async function loadVersion(options: LoadVersionOptions): Promise<LoadedModel> {
  const { engine, registry, model, digest } = options;
  const manifestBytes = await registry.readManifest(model, digest, { pointer: '/model' });
  try {
    return await loadModel({
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
