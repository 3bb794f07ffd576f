import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type DataSet, type LoadOptions, loadDataSet } from './data-set.ts';
import { animals, pngOf, writeFolder } from './image-files.fixture.ts';
import { FilePixels, writeToFile } from './pixels.ts';

let root: string;
let cacheFolder: string;
let options: LoadOptions;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pixels-'));
  cacheFolder = join(root, 'cache');
  options = { height: 8, width: 8, channels: 3, memoryBytes: 1000, cacheFolder };
  writeFolder(join(root, 'zoo'), animals());
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

async function load(more: Partial<LoadOptions> = {}): Promise<DataSet> {
  return await loadDataSet(join(root, 'zoo'), { ...options, ...more });
}

it('keeps in a file what would not fit, and finds it again', async () => {
  const inMemory = await load({ memoryBytes: 2 ** 20 });
  expect(inMemory.pixels).toBeInstanceOf(Uint8Array);
  const onDisk = await load();
  expect(onDisk.pixels).toBeInstanceOf(FilePixels);
  expect(onDisk.sha256).toBe(inMemory.sha256);
  const files = readdirSync(cacheFolder);
  expect(files).toHaveLength(1);
  // What is found again is not decoded again: a change behind its back shows.
  writeFileSync(join(cacheFolder, files[0] ?? ''), new Uint8Array(onDisk.pixels.length).fill(1, 9));
  expect((await load()).sha256).not.toBe(inMemory.sha256);
});

it('decodes anew when an image was touched, and for another form or split', async () => {
  const before = await load();
  writeFileSync(join(root, 'zoo', 'cat', '10.png'), pngOf(77, { width: 9 }));
  expect((await load()).sha256).not.toBe(before.sha256);
  await load({ crop: 'stretch' });
  await load({ split: 'test', memoryBytes: 1 });
  expect(readdirSync(cacheFolder)).toHaveLength(4);
});

it('leaves nothing behind when an image is broken', async () => {
  writeFileSync(join(root, 'zoo', 'cat', '10.png'), 'broken');
  await expect(load()).rejects.toThrow(/10\.png/);
  expect(readdirSync(cacheFolder)).toEqual([]);
});

it('refuses what the disk cannot hold before it begins', () => {
  expect(() => writeToFile(join(cacheFolder, 'a.u8'), 2 ** 20, 2 ** 32)).toThrow(
    /expected 4503599627370496 bytes of free space.*--data-cache.*--data-memory/,
  );
  expect(readdirSync(cacheFolder)).toEqual([]);
});
