import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadDataSet } from '../data-set.ts';
import { animals, pngOf, writeFolder, zipOf } from '../image-files.fixture.ts';
import { convertDataSet, formatNames } from './convert-data-set.ts';

const FIXTURE = new URL('../../../fixtures/fashion-mnist-tiny', import.meta.url).pathname;
const FORM = { height: 12, width: 10, channels: 3, crop: 'letterbox', filter: 'box' } as const;

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'convert-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

describe.each(formatNames)('convert to %s', (format) => {
  it('keeps every image, its class, split and order, and what is known of the set', async () => {
    writeFolder(join(root, 'in'), animals());
    writeFileSync(join(root, 'in', 'dataset.json'), '{"name": "zoo", "licence": "CC0-1.0"}');
    const { train, test } = await convertDataSet(join(root, 'in'), join(root, 'out'), format, FORM);
    expect([train.count, test?.count]).toEqual([21, 2]);
    for (const split of ['train', 'test'] as const) {
      const before = await loadDataSet(join(root, 'in'), { ...FORM, split });
      const after = await loadDataSet(join(root, 'out'), { ...FORM, split });
      expect(after).toMatchObject({ name: 'zoo', licence: 'CC0-1.0', classes: ['cat', 'dog'] });
      expect(after.sha256).toBe(before.sha256);
    }
    expect(existsSync(join(root, 'out.partial'))).toBe(false);
  });

  it('keeps gray images gray, and those of an IDX file apart from its test split', async () => {
    const gray = { height: 28, width: 28, channels: 1 };
    const { train, test } = await convertDataSet(FIXTURE, join(root, 'out'), format, gray);
    expect([train.count, test?.count]).toEqual([200, 100]);
    const back = await loadDataSet(join(root, 'out'), { ...gray, split: 'test' });
    expect(back.count).toBe(100);
    expect(back.classes[9]).toBe('ankle-boot');
  });

  it('does not hold out again what has no test split', async () => {
    const lone = new Map([
      ['a/0.png', pngOf(1)],
      ['b/0.png', pngOf(2)],
    ]);
    writeFolder(join(root, 'in'), lone);
    const { test } = await convertDataSet(join(root, 'in'), join(root, 'out'), format, FORM);
    expect(test).toBeUndefined();
    expect((await loadDataSet(join(root, 'out'), FORM)).count).toBe(2);
  });
});

describe('convert', () => {
  it('leaves what it was told to leave out', async () => {
    const files = new Map([...animals(), ['cat/99.png', Uint8Array.of(1, 2, 3)]]);
    const zip = join(root, 'in.zip');
    writeFileSync(zip, zipOf(files));
    const out = join(root, 'out');
    await expect(convertDataSet(zip, out, 'idx', FORM)).rejects.toThrow(/cat\/99\.png: expected/);
    expect(readdirSync(root)).toEqual(['in.zip']);
    const leaveOut = new Set([`${zip}: cat/99.png`]);
    const { train, test } = await convertDataSet(zip, out, 'idx', { ...FORM, leaveOut });
    expect([train.count, test?.count]).toEqual([21, 2]);
  });

  it('writes the same bytes again', async () => {
    for (const out of ['first', 'second']) {
      await convertDataSet(FIXTURE, join(root, out), 'webdataset', { ...FORM, height: 10 });
    }
    const bytes = (out: string) => readFileSync(join(root, out, 'train-00000.tar'));
    expect(bytes('first').equals(bytes('second'))).toBe(true);
  });

  it('never writes over anything', async () => {
    mkdirSync(join(root, 'out'));
    writeFileSync(join(root, 'out', 'precious'), '');
    const attempt = convertDataSet(FIXTURE, join(root, 'out'), 'idx', FORM);
    await expect(attempt).rejects.toMatchObject({ code: 'output-taken' });
    expect(readdirSync(join(root, 'out'))).toEqual(['precious']);
  });
});
