/** Which layout a data set has, found out by looking. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isClassFolders, openClassFolders } from './class-folders.ts';
import { DataError } from './data-error.ts';
import type { EncodedImages } from './encoded-images.ts';
import { isIdxFolder, openIdxFolder } from './idx-folder.ts';
import type { RawImages } from './raw-images.ts';
import type { Split } from './split.ts';
import { openWebDataSet } from './web-data-set.ts';
import { openZip } from './zip-archive.ts';

export type Layout =
  | { readonly kind: 'raw'; readonly source: RawImages }
  | { readonly kind: 'encoded'; readonly source: EncodedImages };

/** @throws DataError, naming the path and what to do */
export async function openLayout(path: string, split: Split): Promise<Layout> {
  if (!existsSync(path)) {
    throw new DataError(
      'not-found',
      `${path}: expected a folder of images, got nothing there. Check the path, or get Fashion-MNIST with "npm run data:fashion-mnist".`,
    );
  }
  if (!statSync(path).isDirectory()) {
    if (isZip(path)) return { kind: 'encoded', source: await openZip(path) };
    if (isTar(path)) return { kind: 'encoded', source: await openWebDataSet(path, [path]) };
    throw new DataError(
      'unknown-layout',
      `${path}: expected a folder, a .zip or a .tar, got another file. ${remedyFor(path)}`,
    );
  }
  if (isIdxFolder(path)) return { kind: 'raw', source: await openIdxFolder(path, split) };
  const files = readdirSync(path).sort();
  const shards = files.filter(isTar).map((file) => join(path, file));
  if (shards.length > 0) {
    return { kind: 'encoded', source: await openWebDataSet(path, shards) };
  }
  if (isClassFolders(path)) return { kind: 'encoded', source: openClassFolders(path) };
  throw new DataError(
    'unknown-layout',
    `${path}: expected IDX files (train-images-idx3-ubyte.gz, …), .tar shards or one folder of PNG, JPEG or WebP images per class, got neither. ${remedyFor(files[0] ?? '')}`,
  );
}

function isZip(path: string): boolean {
  return path.toLowerCase().endsWith('.zip');
}

function isTar(path: string): boolean {
  return /\.(tar|tar\.gz|tgz)$/i.test(path);
}

function remedyFor(file: string): string {
  if (isZip(file)) return 'Give the .zip file itself.';
  if (!/\.(npy|npz|pt|parquet|h5|mat|pkl)$/i.test(file))
    return 'Give the folder the images lie in.';
  return 'Arrays of numbers have no agreed range and may be NaN: save them as PNG files in class folders.';
}
