/**
 * A folder of class folders of PNG or JPEG images: `<folder>/<class>/<image>`.
 *
 * Where `<folder>/train` and `<folder>/test` both exist they are the splits. Otherwise every tenth
 * image of a class in name order (the last one of a class with two to nine) is held out as test
 * split, which the train split never contains. Images are cropped to the asked proportions around
 * their centre; transparent pixels become white.
 */
import { type Dirent, existsSync, readdirSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import sharp from 'sharp';
import { parseClassNames } from './class-names.ts';
import { DataError } from './data-error.ts';
import { readDescription } from './description.ts';
import type { RawImages, Split } from './raw-images.ts';
import type { RasterSize } from './resize.ts';

const ENDINGS = new Set(['.png', '.jpg', '.jpeg']);
const HOLD_OUT = 10;
/** Images decoded at the same time; enough to keep libvips' threads busy. */
const DECODE_AHEAD = 16;

interface LabelledFile {
  readonly file: string;
  readonly label: number;
}

export function isClassFolders(folder: string): boolean {
  return folders(folder).length > 0;
}

/** @throws DataError, naming the folder or file and what to do. */
export async function loadClassFolders(
  folder: string,
  size: RasterSize,
  split: Split,
): Promise<RawImages> {
  const hasSplits = ['train', 'test'].every((name) => existsSync(join(folder, name)));
  const root = hasSplits ? join(folder, split) : folder;
  const names = folders(hasSplits ? join(folder, 'train') : folder);
  const classes = parseClassNames(names, (index) => join(folder, names[index] ?? ''));
  const files = names.flatMap((name, label): LabelledFile[] => {
    const images = listImages(join(root, name));
    const kept = hasSplits
      ? images
      : images.filter((_, at) => splitOf(at, images.length) === split);
    return kept.map((file) => ({ file, label }));
  });
  if (files.length === 0) {
    throw new DataError(
      'no-images',
      `${root}: expected images in the ${split} split, got none. Add more images to each class.`,
    );
  }
  const pixels = await decodeAll(files, size);
  const description = readDescription(folder);
  const labels = files.map(({ label }) => label);
  return {
    ...size,
    name: description.name ?? basename(resolve(folder)),
    description,
    classes,
    count: files.length,
    pixels,
    labels: classes.length > 256 ? Uint16Array.from(labels) : Uint8Array.from(labels),
  };
}

function splitOf(index: number, count: number): Split {
  if (count < 2) return 'train';
  if (count < HOLD_OUT) return index === count - 1 ? 'test' : 'train';
  return index % HOLD_OUT === HOLD_OUT - 1 ? 'test' : 'train';
}

/** Class folders in name order; hidden folders are not classes. */
function folders(folder: string): readonly string[] {
  return sorted(folder, (entry) => entry.isDirectory());
}

function listImages(folder: string): readonly string[] {
  if (!existsSync(folder)) {
    throw new DataError(
      'empty-class',
      `${folder}: expected images of this class, got no such folder. Add it.`,
    );
  }
  const files = sorted(folder, (entry) => ENDINGS.has(extname(entry.name).toLowerCase()));
  if (files.length > 0) return files.map((file) => join(folder, file));
  throw new DataError(
    'empty-class',
    `${folder}: expected PNG or JPEG images, got none. Add images or remove the folder.`,
  );
}

function sorted(folder: string, keep: (entry: Dirent) => boolean): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith('.') && keep(entry))
    .map((entry) => entry.name)
    .sort();
}

async function decodeAll(files: readonly LabelledFile[], size: RasterSize): Promise<Uint8Array> {
  const imageBytes = size.height * size.width * size.channels;
  const pixels = new Uint8Array(files.length * imageBytes);
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < files.length; at = next++) {
      pixels.set(await decode(files[at]?.file ?? '', size), at * imageBytes);
    }
  };
  await Promise.all(Array.from({ length: DECODE_AHEAD }, worker));
  return pixels;
}

async function decode(file: string, { height, width, channels }: RasterSize): Promise<Uint8Array> {
  try {
    const image = sharp(file, { failOn: 'truncated' })
      .autoOrient()
      .resize(width, height, { fit: 'cover' })
      .flatten({ background: '#fff' })
      .toColourspace(channels === 1 ? 'b-w' : 'srgb');
    return new Uint8Array(await image.raw({ depth: 'uchar' }).toBuffer());
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DataError(
      'unreadable-image',
      `${file}: expected a whole PNG or JPEG image, got "${reason}". Replace the file or remove it.`,
      { cause },
    );
  }
}
