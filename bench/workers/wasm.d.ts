/** Workers import WebAssembly as compiled modules. */
declare module '*.wasm' {
  const module: WebAssembly.Module;
  // biome-ignore lint/style/noDefaultExport: what workerd makes of the file.
  export default module;
}
