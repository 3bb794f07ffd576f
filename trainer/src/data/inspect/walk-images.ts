/** Every image of a data set in its own size, one after another, whatever the layout. */

import { DataError } from '../data-error.ts';
import { forEachImage } from '../decode-all.ts';
import { type DecodedImage, decodeImage } from '../decode-image.ts';
import { imagesOfSplit } from '../encoded-images.ts';
import { hasIdxSplit } from '../idx-folder.ts';
import { openLayout } from '../layout.ts';
import type { RawImages } from '../raw-images.ts';
import { type Split, splitNames } from '../split.ts';

export interface SeenImage {
  readonly place: string;
  readonly label: number;
  readonly split: Split;
  /** Place within its class and split, from 0, and how many there are. */
  readonly at: number;
  readonly of: number;
  /** Absent where it is broken. */
  readonly decoded?: DecodedImage;
  /** Why it is broken. */
  readonly reason?: string;
}

export interface WalkedDataSet {
  readonly classes: readonly string[];
  readonly licence?: string;
}

/**
 * Calls `visit` for every image, in no stated order; `total` of them in all.
 * @throws DataError where not even a list of images can be had
 */
export async function walkImages(
  path: string,
  visit: (image: SeenImage, total: number) => void,
): Promise<WalkedDataSet> {
  const layout = await openLayout(path, hasIdxSplit(path, 'train') ? 'train' : 'test');
  const { classes, description } = layout.source;
  if (layout.kind === 'raw') {
    const splits: [Split, RawImages][] = [];
    for (const split of splitNames.filter((name) => hasIdxSplit(path, name))) {
      const opened = await openLayout(path, split);
      if (opened.kind === 'raw') splits.push([split, opened.source]);
    }
    const total = splits.reduce((sum, [, { count }]) => sum + count, 0);
    for (const [split, source] of splits) {
      await walkRaw(source, `${path}: ${split}`, split, (image) => visit(image, total));
    }
  } else {
    const total = layout.source.images.length;
    for (const split of splitNames) {
      const images = imagesOfSplit(layout.source, split);
      const places = placesInClasses(images.map(({ label }) => label));
      const indexOf = new Map(images.map((image, index) => [image, index]));
      await forEachImage(layout.source, new Set(images), async ({ image, bytes }) => {
        const { at = 0, of = 0 } = places[indexOf.get(image) ?? 0] ?? {};
        const seen = { place: image.place, label: image.label, split, at, of };
        try {
          visit({ ...seen, decoded: await decodeImage(bytes, image.place, 'white') }, total);
        } catch (error) {
          if (!(error instanceof DataError)) throw error;
          visit({ ...seen, reason: error.message.slice(image.place.length + 2) }, total);
        }
      });
    }
  }
  return {
    classes,
    ...(description.licence === undefined ? {} : { licence: description.licence }),
  };
}

async function walkRaw(
  { height, width, channels, labels, parts }: RawImages,
  place: string,
  split: Split,
  visit: (image: SeenImage) => void,
): Promise<void> {
  const size = height * width * channels;
  const places = placesInClasses(labels);
  let index = 0;
  for await (const part of parts()) {
    for (let from = 0; from < part.length; from += size) {
      const pixels = part.slice(from, from + size);
      const { at = 0, of = 0 } = places[index] ?? {};
      const label = labels[index] ?? 0;
      const decoded = { height, width, channels, pixels, storedChannels: channels };
      visit({ place: `${place} image ${index}`, label, split, at, of, decoded });
      index += 1;
    }
  }
}

/** Of every example, its number within its class and the size of the class. */
function placesInClasses(labels: ArrayLike<number>): readonly { at: number; of: number }[] {
  const counts = new Map<number, number>();
  const at = Array.from(labels, (label) => {
    const before = counts.get(label) ?? 0;
    counts.set(label, before + 1);
    return before;
  });
  return at.map((place, index) => ({ at: place, of: counts.get(labels[index] ?? 0) ?? 0 }));
}
