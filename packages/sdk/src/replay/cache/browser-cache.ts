/** The Cache API (https://w3c.github.io/ServiceWorker/#cache-interface): browsers on https or localhost, Deno, Workers. */
import type { ReplayCache } from './replay-cache.ts';

/** Requests that are never sent; the Cache API wants a URL. */
const place = (name: string) => `https://replay.comfy-edge.invalid/${encodeURI(name)}`;

/** @param name of the cache that everything is in; `caches.delete(name)` forgets it */
export function browserCache(name = 'comfy-edge-replay'): ReplayCache {
  return {
    async read(key) {
      const found = await (await caches.open(name)).match(place(key));
      return found && new Uint8Array(await found.arrayBuffer());
    },
    async write(key, bytes) {
      // Workers keep nothing without being told for how long.
      const headers = { 'Cache-Control': 'max-age=31536000, immutable' };
      await (await caches.open(name)).put(place(key), new Response(bytes, { headers }));
    },
  };
}
