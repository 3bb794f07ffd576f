/** A cache for as long as the program runs. */
import type { ReplayCache } from './replay-cache.ts';

export function memoryCache(): ReplayCache {
  const kept = new Map<string, Uint8Array>();
  return {
    read: async (name) => kept.get(name),
    async write(name, bytes) {
      kept.set(name, bytes);
    },
  };
}
