/** Where a run's files are copied to: a place that keeps bytes under keys, each whole or not at all. */
import { FileStore } from './file-store.ts';
import { S3Store } from './s3-store.ts';
import { StorageError } from './storage-error.ts';

export interface ObjectStore {
  /** For messages. */
  readonly url: string;
  /** Nothing if there is no such key. */
  get(key: string): Promise<Uint8Array | undefined>;
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** Does nothing if there is no such key. */
  delete(key: string): Promise<void>;
}

/**
 * @param url `s3://bucket/prefix`, `r2://bucket/prefix` or `file:///folder`
 * @param environment has the endpoint and the credentials, as `s3-store.ts` says
 * @throws StorageError for another kind of URL, or without credentials
 */
export function openStore(url: string, environment: NodeJS.ProcessEnv = process.env): ObjectStore {
  switch (URL.canParse(url) ? new URL(url).protocol : undefined) {
    case 'file:':
      return new FileStore(url);
    case 's3:':
    case 'r2:':
      return new S3Store(url, environment);
    default:
      throw new StorageError(
        `expected s3://bucket/prefix, r2://bucket/prefix or file:///folder, got ${url}`,
      );
  }
}
