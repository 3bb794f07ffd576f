/**
 * A data set of encoded images, whether they lie in folders or in an archive: a list to plan with,
 * and a way to read the bytes once, in the order in which they lie.
 */
import type { DataSetDescription } from './description.ts';
import type { Split } from './split.ts';

export interface EncodedImage {
  /** Within its class; decides the order of images. */
  readonly name: string;
  /** Where a person finds it: the file, or the archive and the path in it. */
  readonly place: string;
  readonly label: number;
  /** Only where the data set says so itself. */
  readonly split?: Split;
}

export interface EncodedBytes {
  readonly image: EncodedImage;
  readonly bytes: Uint8Array;
}

export interface EncodedImages {
  /** The folder or file that was asked for. */
  readonly place: string;
  readonly description: DataSetDescription;
  /** Names in label order, in the form the API takes. */
  readonly classes: readonly string[];
  readonly images: readonly EncodedImage[];
  /** Another one as soon as a file was touched: paths, sizes and times of change. */
  readonly fingerprint: string;
  /** The wanted images in the cheapest order. */
  read(wanted: ReadonlySet<EncodedImage>): AsyncIterable<EncodedBytes>;
}

const holdOut = 10;

/**
 * The images of one split in the order of the data set: by class, then by name, whatever the layout.
 * Where the data set has no splits of its own, every tenth image of a class in name order (the last
 * one of a class with two to nine) is held out as test split, which the train split never contains.
 */
export function imagesOfSplit(
  { images, classes }: EncodedImages,
  split: Split,
): readonly EncodedImage[] {
  const byClass = classes.map((): EncodedImage[] => []);
  for (const image of images) byClass[image.label]?.push(image);
  return byClass.flatMap((members) => {
    const ordered = members.sort(byName);
    return ordered.filter((image, at) => (image.split ?? splitOf(at, ordered.length)) === split);
  });
}

/** By code units, which no locale changes. */
function byName(left: EncodedImage, right: EncodedImage): number {
  return left.name < right.name ? -1 : left.name > right.name ? 1 : 0;
}

function splitOf(index: number, count: number): Split {
  if (count < 2) return 'train';
  if (count < holdOut) return index === count - 1 ? 'test' : 'train';
  return index % holdOut === holdOut - 1 ? 'test' : 'train';
}
