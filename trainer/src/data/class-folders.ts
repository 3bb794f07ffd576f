/**
 * A folder of class folders of PNG, JPEG or WebP images: `<folder>/<class>/<image>`.
 *
 * Where `<folder>/train` and `<folder>/test` both exist they are the splits.
 */
import { createHash } from 'node:crypto';
import { type Dirent, existsSync, readdirSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { inDescribedOrder, parseClassNames } from './class-names.ts';
import { readDescription } from './description.ts';
import type { EncodedBytes, EncodedImage, EncodedImages } from './encoded-images.ts';
import { imageEndings } from './image-format.ts';
import { type Split, splitNames } from './split.ts';

export function isClassFolders(folder: string): boolean {
  return folders(folder).length > 0;
}

/** @throws DataError for folders whose names are no classes' */
export function openClassFolders(folder: string): EncodedImages {
  const hasSplits = splitNames.every((name) => existsSync(join(folder, name)));
  const description = readDescription(folder);
  const names = inDescribedOrder(
    folders(hasSplits ? join(folder, 'train') : folder),
    description.classes,
  );
  const classes = parseClassNames(names, (index) => join(folder, names[index] ?? ''));
  const list = (root: string, split?: Split) =>
    names.flatMap((name, label) =>
      listImages(join(root, name)).map((file): EncodedImage => {
        const image = { name: file, place: join(root, name, file), label };
        return split === undefined ? image : { ...image, split };
      }),
    );
  const images = hasSplits
    ? splitNames.flatMap((split) => list(join(folder, split), split))
    : list(folder);
  const fingerprint = createHash('sha256');
  for (const { place } of images) {
    const { size, mtimeMs } = statSync(place);
    fingerprint.update(`${place}\n${size} ${mtimeMs}\n`);
  }
  return {
    place: folder,
    description,
    classes,
    images,
    fingerprint: fingerprint.digest('hex'),
    read: (wanted) => readFiles(images.filter((image) => wanted.has(image))),
  };
}

async function* readFiles(images: readonly EncodedImage[]): AsyncGenerator<EncodedBytes> {
  for (const image of images) yield { image, bytes: await readFile(image.place) };
}

/** Class folders in name order; hidden folders are not classes. */
function folders(folder: string): readonly string[] {
  return sorted(folder, (entry) => entry.isDirectory());
}

/** None where there is no such folder: a class may be missing from a split. */
function listImages(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return sorted(folder, (entry) => imageEndings.has(extname(entry.name).toLowerCase()));
}

function sorted(folder: string, keep: (entry: Dirent) => boolean): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith('.') && keep(entry))
    .map((entry) => entry.name)
    .sort();
}
