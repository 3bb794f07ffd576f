/**
 * How the page is built: everything from our own origin, nothing inline, so that its policy needs no
 * exception; file names carry a hash of what is in them, so that browsers keep them for ever.
 * `npm run dev` serves it with the API of a running `npm start`.
 */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { viteReplay } from '../../packages/sdk/build/vite-replay.ts';

const api = 'http://127.0.0.1:8787';

export default defineConfig({
  root: import.meta.dirname,
  build: {
    // Data URLs would be inline, and hide how large a file is.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2023',
    reportCompressedSize: false,
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  resolve: {
    alias: {
      '@comfy-edge/sdk/replay': fileURLToPath(
        new URL('../../packages/sdk/src/replay/index.ts', import.meta.url),
      ),
    },
  },
  worker: { format: 'es', plugins: () => viteReplay() },
  server: {
    host: '127.0.0.1',
    proxy: Object.fromEntries(['/v1', '/docs', '/healthz', '/.well-known'].map((it) => [it, api])),
  },
});
