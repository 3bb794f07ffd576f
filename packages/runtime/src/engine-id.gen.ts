/** Written by `npm run gen`; what it hashes is listed in `scripts/engine-id.ts`. */
export const engineId = '4cb1d71f0913fcad4616992670ddf0b441fbff83428505f488181aa150733610';
/** sha256 of the WASM modules that belong to it. */
export const backendSha256 = '77ebb28a6d34f371dbbf2086b7f2de8994acd8ea5a3cf1fa24d2c26c840cac7b';
export const kernelsSha256 = '64b5e33dabafce7b30a7a69fb323231264f8ea8fabb4d02f052a6360ae2826b3';
