/** What Vite makes of a file: https://vite.dev/guide/assets */

declare module '*?raw' {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: what the bundler makes of the file.
  export default text;
}

declare module '*?url&inline' {
  const dataUrl: string;
  // biome-ignore lint/style/noDefaultExport: what the bundler makes of the file.
  export default dataUrl;
}
