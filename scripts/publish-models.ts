/** Publishes every model of a directory, each a folder in published form named after its model. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ComfyEdge } from '@comfy-edge/sdk';
import { type PublishResult, publishDirectory, type Signing } from '@comfy-edge/trainer';

export interface PublishModelsOptions {
  readonly client: ComfyEdge;
  readonly signing: Signing;
  readonly modelsDirectory: string;
}

/** @throws Error when there is no model */
export async function publishModels({
  client,
  signing,
  modelsDirectory,
}: PublishModelsOptions): Promise<PublishResult[]> {
  const entries = await readdir(modelsDirectory, { withFileTypes: true }).catch(() => []);
  const models = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  if (models.length === 0) {
    throw new Error(`${modelsDirectory}: expected a folder for each published model, got none`);
  }
  const results: PublishResult[] = [];
  for (const model of models.sort()) {
    const directory = join(modelsDirectory, model);
    results.push(await publishDirectory({ directory, model, client, signing }));
  }
  return results;
}
