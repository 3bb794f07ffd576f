/**
 * A data set in another layout and, if asked, in another size: decoded once and for all, so that
 * training starts at once.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataError } from '../data-error.ts';
import { type DataSet, type LoadOptions, loadDataSet } from '../data-set.ts';
import type { Split } from '../split.ts';
import { writeFolders } from './write-folders.ts';
import { writeIdx } from './write-idx.ts';
import { writeWebDataSet } from './write-web-data-set.ts';

export const formatNames = ['idx', 'folders', 'webdataset'] as const;
export type FormatName = (typeof formatNames)[number];

const writers: Readonly<
  Record<FormatName, (folder: string, dataSet: DataSet, split: Split) => Promise<void>>
> = { idx: writeIdx, folders: writeFolders, webdataset: writeWebDataSet };

export interface Converted {
  readonly train: DataSet;
  /** Absent where the source has none. */
  readonly test?: DataSet;
}

/**
 * Writes beside `out` and renames at the end: `out` is whole or absent. What was written is read back
 * and compared.
 *
 * @throws DataError if the source cannot be read or `out` is taken
 */
export async function convertDataSet(
  path: string,
  out: string,
  format: FormatName,
  options: LoadOptions,
): Promise<Converted> {
  if (existsSync(out) && readdirSync(out).length > 0) {
    throw new DataError(
      'output-taken',
      `${out}: expected no such folder or an empty one, got one with files. Remove it or name another.`,
    );
  }
  const train = await loadDataSet(path, options);
  const test = await loadTest(path, options);
  const partial = `${out}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  try {
    const splits: [Split, DataSet | undefined][] = [
      ['train', train],
      ['test', test],
    ];
    for (const [split, dataSet] of splits) {
      if (dataSet !== undefined) await writers[format](partial, dataSet, split);
    }
    const { name, classes, licence, source } = train;
    const description = { name, classes, licence, source };
    writeFileSync(join(partial, 'dataset.json'), `${JSON.stringify(description, null, 2)}\n`);
    for (const [split, dataSet] of splits) {
      if (dataSet !== undefined) await compare(partial, dataSet, split, options);
    }
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    throw error;
  }
  rmSync(out, { recursive: true, force: true });
  renameSync(partial, out);
  return test === undefined ? { train } : { train, test };
}

/** A small data set may have no image to hold out, and IDX files may lack the split. */
async function loadTest(path: string, options: LoadOptions): Promise<DataSet | undefined> {
  try {
    return await loadDataSet(path, { ...options, split: 'test' });
  } catch (error) {
    const none = ['no-images', 'not-found'];
    if (error instanceof DataError && none.includes(error.code)) return undefined;
    throw error;
  }
}

async function compare(
  folder: string,
  expected: DataSet,
  split: Split,
  { leaveOut: _, ...options }: LoadOptions,
): Promise<void> {
  const actual = await loadDataSet(folder, { ...options, split });
  if (imagesDigest(actual) === imagesDigest(expected)) return;
  throw new Error(`expected to read back the ${split} split as it was written, got other images`);
}

/** Whatever the order, which is that of the layout. */
function imagesDigest({ pixels, labels, count, classes }: DataSet): string {
  const size = pixels.length / count;
  const images = Array.from(labels, (label, index) => {
    const image = pixels.subarray(index * size, (index + 1) * size);
    return `${createHash('sha256').update(image).digest('base64')} ${classes[label]}`;
  });
  return createHash('sha256').update(images.sort().join('\n')).digest('hex');
}
