/**
 * Which version of a split alias a caller gets: by a hash of who asks, so the same caller gets the same one
 * as long as the canary stays, also when its share grows. The canary's digest is hashed along, so that it is
 * not the same callers who try out every new version.
 */

export interface Split {
  readonly digest: string;
  readonly percent: number;
}

/**
 * @param caller id of a key, or an address; the same one always gets the same
 * @returns whether the caller is among the canary's
 */
export function isInCanary({ digest, percent }: Split, alias: string, caller: string): boolean {
  return hash32(`${alias} ${digest} ${caller}`) < (percent / 100) * 2 ** 32;
}

/** FNV-1a, and the finalizer of MurmurHash3, whose bits are even also for short texts. */
function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
