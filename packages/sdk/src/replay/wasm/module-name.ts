/** The WebAssembly modules that replaying takes: the engine's two, and a codec for each lossy format. */
export type ModuleName = 'backend' | 'kernels' | 'webp' | 'jpeg';

/** Loads one, once it is needed. Which file does it, the target of the build decides (`#wasm`). */
export type LoadModule = (name: ModuleName) => Promise<WebAssembly.Module>;
