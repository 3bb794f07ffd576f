/** The one error of this package: the engine cannot start, or a model cannot be run. */

/** What went wrong. Stable: part of the public interface. */
export type EngineErrorCode =
  /** This runtime has no WebAssembly SIMD. */
  | 'simd_missing'
  /** The WebAssembly module is not the one this engine is made for, or did not start. */
  | 'wasm_invalid'
  /** Something else in this isolate already runs tfjs's `wasm` backend. */
  | 'backend_taken'
  /** The manifest is not one, or names no usable generator. */
  | 'manifest_invalid'
  /** A blob could not be read at all. */
  | 'blob_missing'
  /** A blob is not what the manifest says: its size, its sha256, or its content. */
  | 'blob_corrupt'
  /** The network cannot serve the wanted purpose, such as a generator whose output is no image. */
  | 'model_unsupported'
  /** The model needs more memory than it may have. */
  | 'budget_exceeded'
  /** A computation gave NaN or infinity. */
  | 'not_finite';

export class EngineError extends Error {
  override readonly name = 'EngineError';
  readonly code: EngineErrorCode;

  constructor(code: EngineErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
