/** A publisher's key in a file that only its owner may read. */
import { readFileSync, writeFileSync } from 'node:fs';
import {
  ModelError,
  newPublisherKey,
  type PublisherKey,
  parsePublisherKey,
} from '@comfy-edge/model';
import { ConfigError } from '../config/train-config.ts';

/** @throws ConfigError that names the file and tells nothing of the key */
export function readPublisherKey(path: string): PublisherKey {
  try {
    return parsePublisherKey(readFileSync(path, 'utf8'));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const remedy = cause instanceof ModelError ? '' : '; npm run new-publisher-key makes one';
    throw new ConfigError(`${path}: ${reason}${remedy}`, { cause });
  }
}

/**
 * Draws a key. A file that is there is never written over: a key cannot be had again.
 *
 * @throws ConfigError
 */
export async function writePublisherKey(path: string): Promise<PublisherKey> {
  const key = await newPublisherKey();
  try {
    writeFileSync(path, `${JSON.stringify(key)}\n`, { mode: 0o600, flag: 'wx' });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigError(`${path}: expected a place for a new file, got: ${reason}`, { cause });
  }
  return key;
}
