/** Written by `npm run gen`; what it hashes is listed in `scripts/engine-id.ts`. */
export const engineId = 'ea339da5e0a73e905630813a3b8692f5f2002bbff4f637f636ebba9bce796440';
/** sha256 of the WASM backend that belongs to it. */
export const wasmSha256 = '77ebb28a6d34f371dbbf2086b7f2de8994acd8ea5a3cf1fa24d2c26c840cac7b';
