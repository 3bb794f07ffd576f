import { mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Batches, type BatchesOptions, type BatchSource } from './batches.ts';
import { type DataSet, loadDataSet } from './data-set.ts';
import { FilePixels } from './pixels.ts';
import { PrefetchedBatches } from './prefetched-batches.ts';

const FIXTURE = new URL('../../fixtures/fashion-mnist-tiny', import.meta.url).pathname;
const SIZE = { height: 28, width: 28, channels: 1 };
const OPTIONS: BatchesOptions = {
  batchSize: 24,
  seed: 3,
  stream: 9,
  augmentation: { flip: ['bag', 'dress'], shiftPixels: 2, brightness: 0.1 },
};

let dataSet: DataSet;
beforeAll(async () => {
  dataSet = await loadDataSet(FIXTURE, SIZE);
});

let opened: BatchSource[];
let cacheFolder: string;
beforeEach(() => {
  opened = [];
  cacheFolder = mkdtempSync(join(tmpdir(), 'pixels-'));
});
afterEach(() => {
  for (const batches of opened) batches.close();
  rmSync(cacheFolder, { recursive: true });
});

function prefetch(...[from, options, state]: ConstructorParameters<typeof PrefetchedBatches>) {
  const batches = new PrefetchedBatches(from, options, state);
  opened.push(batches);
  return batches;
}

describe('PrefetchedBatches', () => {
  it('hands out the same batches and states as Batches, over epochs, to the bit', () => {
    const plain = new Batches(dataSet, OPTIONS);
    const ahead = prefetch(dataSet, OPTIONS);
    expect(ahead.state).toEqual(plain.state);
    for (let step = 0; step < 20; step++) {
      expect(ahead.next()).toEqual(plain.next());
      expect(ahead.state).toEqual(plain.state);
    }
    expect(plain.state.epoch).toBe(2);
  });

  it('resumes from either one’s state, whatever was prepared ahead', () => {
    const first = prefetch(dataSet, OPTIONS);
    for (let step = 0; step < 10; step++) first.next();
    const state = JSON.parse(JSON.stringify(first.state));
    const resumed = prefetch(dataSet, { ...OPTIONS, batchSize: 32 }, state);
    const plain = new Batches(dataSet, { ...OPTIONS, batchSize: 32 }, state);
    for (let step = 0; step < 10; step++) expect(resumed.next()).toEqual(plain.next());
  });

  it('does not wait when the reader takes its time', async () => {
    const ahead = prefetch(dataSet, OPTIONS);
    ahead.next();
    expect(ahead.waitedMs).toBeGreaterThan(0); // The thread had to start.
    await new Promise((resolve) => setTimeout(resolve, 200));
    const before = ahead.waitedMs;
    for (let step = 0; step < 3; step++) ahead.next();
    expect(ahead.waitedMs).toBe(before);
  });

  it('draws from a file what it would draw from memory', async () => {
    const onDisk = await loadDataSet(FIXTURE, { ...SIZE, memoryBytes: 1000, cacheFolder });
    expect(onDisk.pixels).toBeInstanceOf(FilePixels);
    expect(onDisk.sha256).toBe(dataSet.sha256);
    const [fromDisk, fromMemory] = [prefetch(onDisk, OPTIONS), new Batches(dataSet, OPTIONS)];
    for (let step = 0; step < 20; step++) expect(fromDisk.next()).toEqual(fromMemory.next());
  });

  it('says what failed in its thread', async () => {
    const onDisk = await loadDataSet(FIXTURE, { ...SIZE, memoryBytes: 1000, cacheFolder });
    const [file = ''] = readdirSync(cacheFolder);
    truncateSync(join(cacheFolder, file), 5000);
    const ahead = prefetch(onDisk, OPTIONS);
    const drain = () => {
      for (let step = 0; step < 20; step++) ahead.next();
    };
    expect(drain).toThrow(/expected 156800 bytes, got 5000.*run the command again/);
  });

  it('refuses at once what Batches refuses', () => {
    expect(() => prefetch(dataSet, { ...OPTIONS, augmentation: { flip: ['shoe'] } })).toThrow(
      /augmentation\.flip: expected true, false or some of the classes t-shirt.*got "shoe"/,
    );
    const other = { ...dataSet, sha256: '0'.repeat(64) };
    const { state } = new Batches(dataSet, OPTIONS);
    expect(() => prefetch(other, OPTIONS, state)).toThrow(/start a new run/);
  });
});
