import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
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

it('tells of every image of the first pass, and none of what is found again', async () => {
  const told: [number, number][] = [];
  const onProgress = (done: number, of: number) => told.push([done, of]);
  const { count } = await load({ onProgress });
  expect(told).toHaveLength(count);
  expect(told.at(-1)).toEqual([count, count]);
  await load({ onProgress });
  expect(told).toHaveLength(count);
});

it('removes what killed processes have left, and nothing that is being written', () => {
  const path = (name: string) => join(cacheFolder, name);
  writeToFile(path('first.u8'), 1, 10).abandon(); // The folder is there.
  const dead = spawnSync(process.execPath, ['--version']).pid;
  const here = hostname();
  const names = {
    ofDead: `a.u8.${here}.${dead}.partial`,
    ofLiving: `b.u8.${here}.${process.ppid}.partial`,
    elsewhere: `c.u8.elsewhere.${dead}.partial`,
    elsewhereLongAgo: `d.u8.elsewhere.${dead}.partial`,
    whole: 'e.u8',
  };
  for (const name of Object.values(names)) writeFileSync(path(name), 'x');
  utimesSync(path(names.elsewhereLongAgo), 0, 0);
  utimesSync(path(names.whole), 0, 0);
  writeToFile(path('next.u8'), 1, 10).finish();
  const left = [names.ofLiving, names.elsewhere, names.whole, 'next.u8'];
  expect(readdirSync(cacheFolder).sort()).toEqual(left.sort());
});

it('refuses what the disk cannot hold before it begins', () => {
  expect(() => writeToFile(join(cacheFolder, 'a.u8'), 2 ** 20, 2 ** 32)).toThrow(
    /expected 4503599627370496 bytes of free space.*--data-cache.*--data-memory/,
  );
  expect(readdirSync(cacheFolder)).toEqual([]);
});
