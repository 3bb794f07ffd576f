/** Images cannot be made here: `code` says why. The service may still make them. */
import {
  ComfyEdgeError,
  type ComfyEdgeErrorDetails,
  isComfyEdgeError,
} from '../errors/comfy-edge-error.ts';

/** Stable: part of the public interface. */
export type ReplayErrorCode =
  /** This runtime has no WebAssembly SIMD. */
  | 'simd_missing'
  /** This runtime refuses to compile the engine, as a page's Content-Security-Policy may want it. */
  | 'wasm_refused'
  /** Neither the cache nor the service gave the version. */
  | 'weights_missing'
  /** What was read is not what its digest names: somebody changed it on the way. */
  | 'digest_mismatch'
  /** The service runs another engine, whose bytes may differ: install the package that goes with it. */
  | 'engine_mismatch'
  /** The version is not one that this engine can run. */
  | 'model_unsupported'
  /** What is to be there without a network could not be kept. */
  | 'cache_failed';

export class ReplayError extends ComfyEdgeError {
  override readonly name = 'ReplayError';
  declare readonly code: ReplayErrorCode;

  constructor(
    code: ReplayErrorCode,
    message: string,
    details: Omit<ComfyEdgeErrorDetails, 'code'> = {},
  ) {
    super(message, { ...details, code });
  }
}

export function isReplayError(value: unknown): value is ReplayError {
  return isComfyEdgeError(value) && value.name === 'ReplayError';
}
