/** The real Worker in workerd with an empty object storage, for a file of tests. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Signing } from '@comfy-edge/trainer';
import { startLocalServer } from '../../workers/api/scripts/local-server.ts';

export interface LocalWorker {
  readonly url: string;
  /** May generate and publish. */
  readonly publisherKey: string;
  /** Of a publisher whose signature is believed. */
  readonly signing: Signing;
  /** May only generate. */
  readonly generatorKey: string;
  /** An empty folder, gone after `close`. */
  readonly directory: string;
  close(): Promise<void>;
}

export async function startLocalWorker(): Promise<LocalWorker> {
  const directory = await mkdtemp(join(tmpdir(), 'comfy-edge-test-'));
  const server = await startLocalServer({ persistTo: join(directory, 'storage') });
  const publisherKey = await server.createKey('images:write', 'models:write');
  const signing = { key: await server.believePublisher() };
  const generatorKey = await server.createKey('images:write');
  return {
    ...{ url: server.url, publisherKey, signing, generatorKey, directory },
    async close() {
      await server.close();
      await rm(directory, { recursive: true });
    },
  };
}
