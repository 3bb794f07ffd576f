/** Written by `npm run gen`; what it hashes is listed in `scripts/engine-id.ts`. */
export const engineId = '958b6b591834e9065e6fe6d9c795939399a8de1d2a23a82a4c7bba122e7017b3';
/** sha256 of the WASM backend that belongs to it. */
export const wasmSha256 = '77ebb28a6d34f371dbbf2086b7f2de8994acd8ea5a3cf1fa24d2c26c840cac7b';
