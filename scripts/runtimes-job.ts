/** What the SDK is tested against in every runtime: a real Worker that signs, and a server that misbehaves. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha256Hex } from '@comfy-edge/model';
import { connect, publishDirectory } from '@comfy-edge/trainer';
import { startFaultyServer } from '../packages/sdk/test/runtimes/faulty-server.ts';
import type { Job } from '../packages/sdk/test/runtimes/job.ts';
import { startLocalServer } from '../workers/api/scripts/local-server.ts';
import { replayInNode } from './replay-in-node.ts';

const directory = fileURLToPath(new URL('../models/fashion-mnist', import.meta.url));
const model = 'fashion-mnist';
/** Of RFC 8037, appendix A: signs nothing but what tests make. */
const receiptKeys = {
  keys: [
    {
      ...{ kty: 'OKP', crv: 'Ed25519', d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A' },
      x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
    },
  ],
};

/** @param origins of pages that may call the Worker */
export async function withRuntimesJob(
  origins: readonly string[],
  use: (job: Omit<Job, 'turn'>) => Promise<void>,
): Promise<void> {
  const persistTo = await mkdtemp(join(tmpdir(), 'comfy-edge-runtimes-'));
  const server = await startLocalServer({
    persistTo,
    vars: { PAGE_ORIGINS: origins.join(), RECEIPT_KEYS: JSON.stringify(receiptKeys) },
  });
  try {
    const { url } = server;
    const apiKey = await server.createKey('images:write', 'models:write');
    const client = connect(url, apiKey);
    const signing = { key: await server.believePublisher() };
    await publishDirectory({ directory, model, client, signing });
    const { digest } = await publishDirectory({ directory, model: 'another', client, signing });
    const faulty = await startFaultyServer(await answerOf(url, apiKey));
    try {
      const { url: faultyUrl } = faulty;
      const goldens = await makeGoldens();
      await use({ url, apiKey, model, digest, modelCount: 2, faultyUrl, goldens });
    } finally {
      faulty.close();
    }
  } finally {
    await server.close();
    await rm(persistTo, { recursive: true });
  }
}

/** What a success of the service looks like. */
async function answerOf(url: string, apiKey: string): Promise<string> {
  const response = await fetch(`${url}/v1/images`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${apiKey}`,
      Accept: 'application/json',
      'Content-Type': 'application/json',
    },
    body: JSON.stringify({ model, seed: 1 }),
  });
  if (response.ok) return response.text();
  throw new Error(`expected an image, got ${response.status}: ${await response.text()}`);
}

/** From the repository's own source, without the package. */
async function makeGoldens(): Promise<Job['goldens']> {
  const { file } = await replayInNode(directory);
  const digestOf = async (format: keyof Job['goldens']) =>
    sha256Hex(await file({ class: 'sneaker', seed: 42 }, { format }));
  return {
    png: await digestOf('png'),
    webp: await digestOf('webp'),
    jpeg: await digestOf('jpeg'),
    npy: await digestOf('npy'),
  };
}
