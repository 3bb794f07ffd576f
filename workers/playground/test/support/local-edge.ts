/** The real Worker with the real model in two versions, for a file of tests. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ComfyEdge } from '@comfy-edge/sdk';
import { publishCoarser } from '../../../../scripts/demo/coarser-model.ts';
import { publishModels } from '../../../../scripts/publish-models.ts';
import { startLocalServer } from '../../../api/scripts/local-server.ts';

export interface LocalEdge {
  readonly url: string;
  /** May make images. */
  readonly apiKey: string;
  /** Of `latest`. */
  readonly digest: string;
  close(): Promise<void>;
}

const models = join(import.meta.dirname, '../../../../models');

export async function startEdge({
  publicImages,
  port = 0,
}: {
  readonly publicImages: boolean;
  readonly port?: number;
}): Promise<LocalEdge> {
  const persistTo = await mkdtemp(join(tmpdir(), 'comfy-edge-playground-'));
  const server = await startLocalServer({ persistTo, publicImages, port });
  const close = async () => {
    await server.close();
    await rm(persistTo, { recursive: true });
  };
  try {
    const { url } = server;
    const client = new ComfyEdge({
      ...{ baseUrl: url, apiKey: await server.createKey('images:write', 'models:write') },
    });
    const signing = { key: await server.believePublisher() };
    const [latest] = await publishModels({ client, signing, modelsDirectory: models });
    if (latest === undefined) throw new Error('expected a model, got none');
    const directory = join(models, latest.model);
    await publishCoarser({
      ...{ client, signing, model: latest.model, directory, alias: 'candidate', bits: 4 },
    });
    return { url, apiKey: await server.createKey('images:write'), digest: latest.digest, close };
  } catch (error) {
    await close();
    throw error;
  }
}
