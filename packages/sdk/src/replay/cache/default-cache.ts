/** The cache that outlives the program where the runtime has one of itself, or else its memory. */
import { browserCache } from './browser-cache.ts';
import { memoryCache } from './memory-cache.ts';
import type { ReplayCache } from './replay-cache.ts';

export function defaultCache(): ReplayCache {
  // Pages without https have none.
  return 'caches' in globalThis ? browserCache() : memoryCache();
}
