/** `@comfy-edge/sdk/replay`: the service's generator in browsers, Workers, Node, Deno and Bun. */
export { browserCache } from './cache/browser-cache.ts';
export { directoryCache } from './cache/directory-cache.ts';
export { memoryCache } from './cache/memory-cache.ts';
export type { ReplayCache } from './cache/replay-cache.ts';
export type { OfflineImages, OfflineOptions, OfflineResult } from './offline-images.ts';
export {
  Replay,
  type ReplayOptions,
  type ReplayVerification,
  type VerifyOptions,
} from './replay.ts';
export { isReplayError, ReplayError, type ReplayErrorCode } from './replay-error.ts';
export type { ModuleName } from './wasm/module-name.ts';
