/**
 * What a data set is made of, and what in it is broken or twice: to be known before hours of training,
 * not after.
 */
import { createHash } from 'node:crypto';
import type { DecodedImage } from '../decode-image.ts';
import { type Split, splitNames } from '../split.ts';
import { SampleSheet } from './contact-sheet.ts';
import { type SeenImage, walkImages } from './walk-images.ts';

const channelKinds = ['gray', 'gray with alpha', 'RGB', 'RGB with alpha'] as const;

export interface Inspection {
  readonly classes: readonly {
    readonly name: string;
    readonly train: number;
    readonly test: number;
  }[];
  readonly licence?: string;
  /** The most frequent first. */
  readonly sizes: readonly {
    readonly height: number;
    readonly width: number;
    readonly count: number;
  }[];
  readonly channels: readonly { readonly kind: string; readonly count: number }[];
  /** Of classes, splits and decoded pixels: the same in whatever layout, order and compression. */
  readonly sha256: string;
  readonly broken: readonly { readonly place: string; readonly reason: string }[];
  /** Images with the same pixels. */
  readonly duplicates: readonly Duplicates[];
  readonly sheet: SampleSheet;
}

interface Duplicates {
  readonly places: readonly string[];
  /** The same image under two labels teaches nothing but doubt. */
  readonly acrossClasses: boolean;
  /** A test image that was trained on proves nothing. */
  readonly acrossSplits: boolean;
}

/** @throws DataError where not even a list of images can be had */
export async function inspectDataSet(
  path: string,
  onProgress: (done: number, of: number) => void = () => {},
): Promise<Inspection> {
  const counts: Record<Split, Map<number, number>> = { train: new Map(), test: new Map() };
  const sizes = new Map<string, number>();
  const channels = new Map<string, number>();
  const broken: { place: string; reason: string }[] = [];
  const alike = new Map<string, SeenImage[]>();
  const sheet = new SampleSheet();
  let done = 0;
  const { classes, licence } = await walkImages(path, (image, total) => {
    done += 1;
    onProgress(done, total);
    const { decoded, label, split, place } = image;
    if (decoded === undefined) {
      broken.push({ place, reason: image.reason ?? '' });
      return;
    }
    count(counts[split], label);
    count(sizes, `${decoded.height} ${decoded.width}`);
    count(channels, channelKinds[decoded.storedChannels - 1] ?? `${decoded.storedChannels}`);
    sheet.add(image, decoded);
    const { decoded: _, ...rest } = image;
    const digest = digestOf(decoded);
    const twins = alike.get(digest);
    if (twins === undefined) alike.set(digest, [rest]);
    else twins.push(rest);
  });
  return {
    classes: classes.map((name, label) => ({
      name,
      train: counts.train.get(label) ?? 0,
      test: counts.test.get(label) ?? 0,
    })),
    ...(licence === undefined ? {} : { licence }),
    sizes: byCount(sizes).map(([key, number]) => {
      const [height = 0, width = 0] = key.split(' ').map(Number);
      return { height, width, count: number };
    }),
    channels: byCount(channels).map(([kind, number]) => ({ kind, count: number })),
    sha256: wholeDigest(classes, alike),
    broken: broken.sort(byPlace),
    duplicates: [...alike.values()].filter(({ length }) => length > 1).map(duplicatesOf),
    sheet,
  };
}

function count<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function byCount(counts: ReadonlyMap<string, number>): [string, number][] {
  return [...counts].sort(([, left], [, right]) => right - left);
}

function byPlace(left: { place: string }, right: { place: string }): number {
  return left.place < right.place ? -1 : 1;
}

function digestOf({ height, width, channels, pixels }: DecodedImage): string {
  const hash = createHash('sha256').update(`${height} ${width} ${channels}\n`);
  return hash.update(pixels).digest('base64');
}

function wholeDigest(
  classes: readonly string[],
  alike: ReadonlyMap<string, readonly SeenImage[]>,
): string {
  const lines = [...alike].flatMap(([digest, images]) =>
    images.map(({ label, split }) => `${label} ${split} ${digest}`),
  );
  const hash = createHash('sha256').update(JSON.stringify(classes));
  return hash.update(lines.sort().join('\n')).digest('hex');
}

function duplicatesOf(images: readonly SeenImage[]): Duplicates {
  return {
    places: images.map(({ place }) => place).sort(),
    acrossClasses: new Set(images.map(({ label }) => label)).size > 1,
    acrossSplits: splitNames.every((name) => images.some(({ split }) => split === name)),
  };
}
