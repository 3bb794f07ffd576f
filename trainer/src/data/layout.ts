/** Which layout a data set has, found out by looking. */
import { existsSync, statSync } from 'node:fs';
import { isClassFolders, openClassFolders } from './class-folders.ts';
import { DataError } from './data-error.ts';
import type { EncodedImages } from './encoded-images.ts';
import { isIdxFolder, openIdxFolder } from './idx-folder.ts';
import type { RawImages } from './raw-images.ts';
import type { Split } from './split.ts';

export type Layout =
  | { readonly kind: 'raw'; readonly source: RawImages }
  | { readonly kind: 'encoded'; readonly source: EncodedImages };

/** @throws DataError, naming the path and what to do */
export async function openLayout(path: string, split: Split): Promise<Layout> {
  if (!existsSync(path)) {
    throw new DataError(
      'not-found',
      `${path}: expected a folder of images, got nothing there. Check --data, or get Fashion-MNIST with "npm run data:fashion-mnist".`,
    );
  }
  if (!statSync(path).isDirectory()) {
    throw new DataError(
      'unknown-layout',
      `${path}: expected a folder, got a file. Give the folder it lies in.`,
    );
  }
  if (isIdxFolder(path)) return { kind: 'raw', source: await openIdxFolder(path, split) };
  if (isClassFolders(path)) return { kind: 'encoded', source: openClassFolders(path) };
  throw new DataError(
    'unknown-layout',
    `${path}: expected IDX files (train-images-idx3-ubyte.gz, …) or one folder of PNG, JPEG or WebP images per class, got neither.`,
  );
}
