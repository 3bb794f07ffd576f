/** Written by `npm run gen`; what it hashes is listed in `scripts/engine-id.ts`. */
export const engineId = '31550f72e30bea1e20d857e39a41f0bb08703bcb137208b403a4cf982e380ccc';
/** sha256 of the WASM backend that belongs to it. */
export const wasmSha256 = '77ebb28a6d34f371dbbf2086b7f2de8994acd8ea5a3cf1fa24d2c26c840cac7b';
