/** What the build makes of WebAssembly files. */
declare module '*.wasm' {
  const module: WebAssembly.Module;
  // biome-ignore lint/style/noDefaultExport: that is what bundlers give.
  export default module;
}

declare module 'gzip:*' {
  /** The file, gzipped, in base64. */
  const base64: string;
  // biome-ignore lint/style/noDefaultExport: that is what the build writes.
  export default base64;
}
