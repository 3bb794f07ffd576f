/**
 * Where versions are kept for a time without a network. Nothing that is read from a cache is believed: all but
 * the small notes on aliases and engines is held against its SHA-256.
 */
export interface ReplayCache {
  /** @param name such as `blobs/69e59d…`, of lower-case letters, digits, `-`, `@` and `/` */
  read(name: string): Promise<Uint8Array | undefined>;
  write(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
}
