/** Written by `npm run gen`; what it hashes is listed in `scripts/engine-id.ts`. */
export const engineId = '755966c5e4f8ca7f978d5002f123d191748661669098f5e46a6af921e2c8a82b';
/** sha256 of the WASM modules that belong to it. */
export const backendSha256 = '77ebb28a6d34f371dbbf2086b7f2de8994acd8ea5a3cf1fa24d2c26c840cac7b';
export const kernelsSha256 = 'a9ea44e6f04f4b67bcf3b8f9413e39f1465e608da86084fa506ce1f006518f4e';
