/** Written by `npm run gen`; what it hashes is listed in `scripts/engine-id.ts`. */
export const engineId = '33aeaabf08600ce1a0725a617b5014ed7d5c7d996129d97b9d24ccbaa4656858';
/** sha256 of the WASM modules that belong to it. */
export const backendSha256 = '77ebb28a6d34f371dbbf2086b7f2de8994acd8ea5a3cf1fa24d2c26c840cac7b';
export const kernelsSha256 = '64b5e33dabafce7b30a7a69fb323231264f8ea8fabb4d02f052a6360ae2826b3';
