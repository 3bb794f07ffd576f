/** Written by `npm run gen`; what it hashes is listed in `scripts/engine-id.ts`. */
export const engineId = 'd80bbed5f1482658f3e8e87177e55a2832bc50a294e039434a2b1a1d0f190a97';
/** sha256 of the WASM modules that belong to it. */
export const backendSha256 = '77ebb28a6d34f371dbbf2086b7f2de8994acd8ea5a3cf1fa24d2c26c840cac7b';
export const kernelsSha256 = '64b5e33dabafce7b30a7a69fb323231264f8ea8fabb4d02f052a6360ae2826b3';
