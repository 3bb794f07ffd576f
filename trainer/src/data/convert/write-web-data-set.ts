/** A split as WebDataset shards: `<split>-<number>.tar` of `<key>.png` beside `<key>.cls`. */
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { pack } from 'tar-stream';
import type { DataSet } from '../data-set.ts';
import type { Split } from '../split.ts';
import { pngImages } from './png-images.ts';

const examplesPerShard = 10_000;
/** The same bytes whenever it is written. */
const mtime = new Date(0);

export async function writeWebDataSet(
  folder: string,
  dataSet: DataSet,
  split: Split,
): Promise<void> {
  const images = pngImages(dataSet);
  const shards = Math.ceil(dataSet.count / examplesPerShard);
  for (let shard = 0; shard < shards; shard++) {
    const file = join(folder, `${split}-${String(shard).padStart(5, '0')}.tar`);
    const archive = pack();
    const written = pipeline(archive, createWriteStream(file));
    const last = Math.min(dataSet.count, (shard + 1) * examplesPerShard) - 1;
    for (let index = shard * examplesPerShard; index <= last; index++) {
      const { value } = await images.next();
      if (value === undefined) break;
      const key = String(index).padStart(8, '0');
      archive.entry({ name: `${key}.png`, mtime }, Buffer.from(value.png));
      archive.entry({ name: `${key}.cls`, mtime }, `${value.label}`);
      // Lets the file take what is there, so that a shard does not pile up in memory.
      if (index % 256 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    archive.finalize();
    await written;
  }
}
