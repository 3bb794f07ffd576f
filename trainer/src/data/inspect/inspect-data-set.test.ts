import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { animals, pngOf, tarFiles, writeFolder, zipOf } from '../image-files.fixture.ts';
import { describeInspection } from './describe-inspection.ts';
import { inspectDataSet } from './inspect-data-set.ts';

const FIXTURE = new URL('../../../fixtures/fashion-mnist-tiny', import.meta.url).pathname;

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'inspect-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

it('counts classes, sizes and channels of both splits', async () => {
  const inspection = await inspectDataSet(FIXTURE);
  expect(inspection.classes).toHaveLength(10);
  expect(inspection.classes[9]).toEqual({ name: 'ankle-boot', train: 20, test: 10 });
  expect(inspection.sizes).toEqual([{ height: 28, width: 28, count: 300 }]);
  expect(inspection.channels).toEqual([{ kind: 'gray', count: 300 }]);
  expect(inspection).toMatchObject({ licence: 'MIT', broken: [], duplicates: [] });
});

it('lists what is broken with the reason, and goes on', async () => {
  writeFolder(root, animals());
  writeFileSync(join(root, 'cat', 'empty.png'), '');
  writeFileSync(join(root, 'dog', 'half.png'), pngOf(1).subarray(0, 100));
  writeFileSync(join(root, 'dog', 'text.jpg'), 'hello');
  const { broken, classes } = await inspectDataSet(root);
  expect(broken.map(({ place }) => place.slice(root.length))).toEqual([
    '/cat/empty.png',
    '/dog/half.png',
    '/dog/text.jpg',
  ]);
  expect(broken[0]?.reason).toMatch(/got an empty file/);
  expect(broken[2]?.reason).toMatch(/begins 68656c6c6f/);
  expect(classes.reduce((sum, { train, test }) => sum + train + test, 0)).toBe(23);
});

it('notices copies, under other labels and in both splits above all', async () => {
  const files = animals();
  files.set('cat/90.png', pngOf(0)); // As cat/10.png.
  files.set('dog/90.png', pngOf(3)); // As cat/13.png.
  files.set('dog/91.webp', await sharp(pngOf(4)).webp({ lossless: true }).toBuffer());
  writeFolder(root, files);
  const { duplicates } = await inspectDataSet(root);
  const short = duplicates.map(({ places, ...rest }) => ({
    places: places.map((place) => place.slice(root.length + 1)),
    ...rest,
  }));
  expect(short).toHaveLength(3);
  expect(short).toContainEqual({
    places: ['cat/10.png', 'cat/90.png'],
    acrossClasses: false,
    acrossSplits: false,
  });
  expect(short.filter(({ acrossClasses }) => acrossClasses)).toHaveLength(2);
  writeFileSync(join(root, 'dog', '19.png'), pngOf(100)); // The tenth is held out; as dog/10.png.
  const again = await inspectDataSet(root);
  expect(again.duplicates.some(({ acrossSplits }) => acrossSplits)).toBe(true);
});

it('gives one digest to the same images, in whatever layout and compression', async () => {
  writeFolder(join(root, 'folder'), animals());
  const { sha256 } = await inspectDataSet(join(root, 'folder'));
  writeFileSync(join(root, 'a.zip'), zipOf(animals()));
  writeFileSync(join(root, 'a.tar'), await tarFiles(animals()));
  expect((await inspectDataSet(join(root, 'a.zip'))).sha256).toBe(sha256);
  expect((await inspectDataSet(join(root, 'a.tar'))).sha256).toBe(sha256);
  writeFileSync(join(root, 'folder', 'cat', '10.png'), pngOf(999));
  expect((await inspectDataSet(join(root, 'folder'))).sha256).not.toBe(sha256);
});

it('draws a row of images a class, whatever their sizes', async () => {
  writeFolder(root, animals());
  writeFileSync(join(root, 'dog', '00.png'), pngOf(1, { height: 300, width: 20, channels: 1 }));
  const { sheet } = await inspectDataSet(root);
  sheet.write(join(root, 'sheet.png'));
  const { width, height } = await sharp(join(root, 'sheet.png')).metadata();
  expect([sheet.rows, width, height]).toEqual([2, 10 * 98 - 2, 2 * 98 - 2]);
});

it('says it all in lines, an empty class among them', async () => {
  writeFolder(root, animals());
  mkdirSync(join(root, 'eel'));
  writeFileSync(join(root, 'cat', '95.png'), pngOf(0));
  const lines = describeInspection(root, await inspectDataSet(root)).join('\n');
  expect(lines).toMatch(/24 images of 3 classes, licence not stated/);
  expect(lines).toMatch(/cat +12 +1\n +dog +10 +1\n +eel +0 +0\n/);
  expect(lines).toMatch(/without training images: eel; training refuses that/);
  expect(lines).toMatch(/8×8 \(24\)/);
  expect(lines).toMatch(/1 images are copies of others; in 0 cases under another label/);
});
