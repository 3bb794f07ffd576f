/**
 * The real Worker on this machine with models published into an object storage of its own, for as
 * long as it is used. Ctrl-C ends the use, not the cleaning up.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ComfyEdge } from '@comfy-edge/sdk';
import type { PublishResult, Signing } from '@comfy-edge/trainer';
import { connect } from '@comfy-edge/trainer';
import { startLocalServer } from '../workers/api/scripts/local-server.ts';
import { publishModels } from './publish-models.ts';

export interface LocalEdgeOptions {
  /** 0 for any free one. */
  readonly port: number;
  /** The deployment's own; drawn unless it is given. */
  readonly adminKey?: string;
  /** Published models, one folder each. */
  readonly modelsDirectory: string;
}

export interface LocalEdge {
  readonly url: string;
  /** May do everything. */
  readonly adminKey: string;
  /** May do all but make keys. */
  readonly apiKey: string;
  /** Has that key. */
  readonly client: ComfyEdge;
  /** Signs what is published here. */
  readonly signing: Signing;
  /** The publisher's key, as `npm run publish-model` takes it. */
  readonly publisherKeyFile: string;
  readonly published: readonly PublishResult[];
}

/** @returns whether the use came to its end, or Ctrl-C or `kill` came before */
export async function withLocalEdge(
  options: LocalEdgeOptions,
  use: (edge: LocalEdge) => Promise<void>,
): Promise<'done' | 'interrupted'> {
  const interrupted = new Promise<'interrupted'>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => resolve('interrupted'));
    }
  });
  const persistTo = await mkdtemp(join(tmpdir(), 'comfy-edge-'));
  try {
    const { modelsDirectory, ...serverOptions } = options;
    const server = await startLocalServer({ ...serverOptions, persistTo, publicImages: true });
    try {
      const { url, adminKey } = server;
      const work = async () => {
        const apiKey = await server.createKey('images:write', 'datasets:write', 'models:write');
        const client = connect(url, apiKey);
        const signing = { key: await server.believePublisher() };
        const publisherKeyFile = join(persistTo, 'publisher.json');
        await writeFile(publisherKeyFile, JSON.stringify(signing.key), { mode: 0o600 });
        const published = await publishModels({ client, signing, modelsDirectory });
        await use({ url, adminKey, apiKey, client, signing, publisherKeyFile, published });
        return 'done' as const;
      };
      return await Promise.race([work(), interrupted]);
    } finally {
      await server.close();
    }
  } finally {
    await rm(persistTo, { recursive: true });
  }
}
