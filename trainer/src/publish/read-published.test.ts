import { appendFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readPublished } from './read-published.ts';
import { writeTinyModel } from './tiny-model.fixture.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'published-'));
});

afterEach(() => rm(directory, { recursive: true }));

test('reads what was written', async () => {
  const digest = await writeTinyModel(directory, 1);
  const model = await readPublished(directory);
  expect(model.digest).toBe(digest);
  expect(model.manifest.classes).toEqual(['circle', 'square', 'star']);
  expect(model.manifestBytes).toEqual(await readFile(join(directory, 'manifest.json')));
  const [blob] = model.blobs;
  expect(blob?.name).toBe('generator.safetensors');
  expect(blob?.sha256).toBe(model.manifest.networks.generator.weights.sha256);
});

test.each<[string, (path: string) => Promise<void>]>([
  ['longer', (path) => appendFile(path, 'x')],
  ['shorter', (path) => truncate(path, 100)],
  [
    'another of the same size',
    async (path) => {
      const bytes = await readFile(path);
      bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
      await writeFile(path, bytes);
    },
  ],
])('a blob that is %s is refused by its digest', async (_, damage) => {
  await writeTinyModel(directory, 1);
  await damage(join(directory, 'generator.safetensors'));
  await expect(readPublished(directory)).rejects.toThrow(
    /generator\.safetensors: expected \d+ bytes with SHA-256 [0-9a-f]{64} as manifest\.json says, got \d+ bytes/,
  );
});

test('a missing file is named', async () => {
  await expect(readPublished(directory)).rejects.toThrow(
    /manifest\.json: expected a file .* ENOENT/,
  );
  await writeTinyModel(directory, 1);
  await rm(join(directory, 'generator.safetensors'));
  await expect(readPublished(directory)).rejects.toThrow(/generator\.safetensors: expected a file/);
});

test('a manifest that is not canonical is refused', async () => {
  await writeTinyModel(directory, 1);
  await appendFile(join(directory, 'manifest.json'), '\n');
  await expect(readPublished(directory)).rejects.toThrow(/manifest\.json: expected canonical JSON/);
});
