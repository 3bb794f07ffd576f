/** Written by `npm run gen`; what it hashes is listed in `scripts/engine-id.ts`. */
export const engineId = '93a82e836af53ddb067d1df1eb453628c3e66775356a213387d58c14408a49da';
/** sha256 of the WASM modules that belong to it. */
export const backendSha256 = '77ebb28a6d34f371dbbf2086b7f2de8994acd8ea5a3cf1fa24d2c26c840cac7b';
export const kernelsSha256 = '64b5e33dabafce7b30a7a69fb323231264f8ea8fabb4d02f052a6360ae2826b3';
export const webpSha256 = 'b6085bb6702f144e9dc6016d58d230b34a84976bf0d080b7390b4b4b137d6ab7';
export const jpegSha256 = '24d4177f1c4963e2058b107189249651c61fdef125570e79b1dfb63c8bb49326';
