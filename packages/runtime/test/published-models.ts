/** The models in git, as plain values that can be handed into workerd, which has no file system. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const MODELS = join(import.meta.dirname, '../../../models');

export interface PublishedFiles {
  readonly name: string;
  /** Files in base64: the manifest, and the weights by sha256. */
  readonly manifest: string;
  readonly blobs: { readonly [sha256: string]: string };
}

export async function readPublishedModels(): Promise<PublishedFiles[]> {
  const entries = await readdir(MODELS, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(names.sort().map(readPublishedModel));
}

async function readPublishedModel(name: string): Promise<PublishedFiles> {
  const directory = join(MODELS, name);
  const blobs: Record<string, string> = {};
  for (const file of await readdir(directory)) {
    if (!file.endsWith('.safetensors')) continue;
    const bytes = await readFile(join(directory, file));
    blobs[createHash('sha256').update(bytes).digest('hex')] = bytes.toString('base64');
  }
  const manifest = await readFile(join(directory, 'manifest.json'));
  return { name, manifest: manifest.toString('base64'), blobs };
}
