/** Written by `npm run gen`; what it hashes is listed in `scripts/engine-id.ts`. */
export const engineId = '54fde3debea2ba24e720fbe6e4b89ee3d996765329d9b9ebd722d59015b47021';
/** sha256 of the WASM backend that belongs to it. */
export const wasmSha256 = '77ebb28a6d34f371dbbf2086b7f2de8994acd8ea5a3cf1fa24d2c26c840cac7b';
