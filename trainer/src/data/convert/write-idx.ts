/** Both splits as the gzipped IDX files of `idx-folder.ts`, streamed. */
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { DataError } from '../data-error.ts';
import type { DataSet } from '../data-set.ts';
import { idxHeader } from '../idx.ts';
import { IDX_FILES } from '../idx-folder.ts';
import type { Split } from '../split.ts';

const partBytes = 2 ** 20;

/** @throws DataError `too-many-classes`: labels are bytes */
export async function writeIdx(folder: string, dataSet: DataSet, split: Split): Promise<void> {
  const { classes, count, height, width, channels, labels } = dataSet;
  if (classes.length > 256) {
    throw new DataError(
      'too-many-classes',
      `${dataSet.name}: expected at most 256 classes for IDX, got ${classes.length}. Convert with --format webdataset or folders.`,
    );
  }
  const [imageFile, labelFile] = IDX_FILES[split];
  const shape = channels === 1 ? [count, height, width] : [count, height, width, channels];
  await writeGzip(join(folder, `${imageFile}.gz`), shape, dataSet.pixels);
  await writeGzip(join(folder, `${labelFile}.gz`), [count], Uint8Array.from(labels));
}

async function writeGzip(file: string, shape: readonly number[], values: DataSet['pixels']) {
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield idxHeader(shape);
    for (let at = 0; at < values.length; at += partBytes) yield values.subarray(at, at + partBytes);
  }
  await pipeline(bytes(), createGzip({ level: 9 }), createWriteStream(file));
}
