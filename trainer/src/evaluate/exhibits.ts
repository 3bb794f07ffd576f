/** What a person looks at beside the figures: images picked by rule, never by hand. */
import { RandomStream } from '@comfy-edge/model';
import type { FeatureSet } from './feature-set.ts';
import { type ImageSet, imageSizeOf } from './image-set.ts';
import type { Nearest } from './memorization.ts';
import { seeds } from './protocol.ts';
import type { Reconstructions } from './reconstruction.ts';
import { randomSubset } from './vectors.ts';

/** Rows of equally many images. */
export interface Grid {
  /** `[rows · columns, height, width, channels]` u8. */
  readonly pixels: Uint8Array;
  readonly columns: number;
}

export interface Exhibits {
  readonly size: Pick<ImageSet, 'height' | 'width' | 'channels'>;
  /** A row a class: the first synthetic images of it. */
  readonly samples: Grid;
  /** A row a class: the first real test images of it. */
  readonly real: Grid;
  /** Samples above their nearest training images: the closest of all, then some at random. */
  readonly closest: Grid;
  readonly random: Grid;
  /** A row a class: samples in which the judge sees another class. Black where there are fewer. */
  readonly misread: Grid;
  /** Test images, their reconstructions, their variations: three rows of one image a class. */
  readonly reconstructions?: Grid;
  /** `[asked][seen]`: how many samples of a class the judge takes for which. */
  readonly confusion: readonly (readonly number[])[];
}

const columns = 10;

export interface ExhibitOptions {
  /** Where the nearest images were sought. */
  readonly all: ImageSet;
  readonly test: ImageSet;
  readonly synthetic: ImageSet;
  readonly judged: FeatureSet;
  /** Samples that were looked up, and what was found. */
  readonly lookedUp: ImageSet;
  readonly nearest: readonly Nearest[];
  readonly reconstructions?: Reconstructions | undefined;
}

export function exhibitsOf(options: ExhibitOptions): Exhibits {
  const { all, test, synthetic, judged, lookedUp, nearest, reconstructions } = options;
  const classes = synthetic.classes.map((_, label) => label);
  const pair = (indices: ArrayLike<number>): Grid => {
    const found = Array.from(indices, (index) => nearest[index]?.index ?? 0);
    return rows([
      [lookedUp, indices],
      [all, found],
    ]);
  };
  const closest = Array.from(nearest.keys()).sort(
    (left, right) => (nearest[left]?.distance ?? 0) - (nearest[right]?.distance ?? 0),
  );
  const random = new RandomStream({ seed: seeds.subsets, stream: 6 });
  const ofEachClass = classes.map((label) => test.labels.indexOf(label));
  return {
    size: synthetic,
    samples: rows(classes.map((label) => [synthetic, firstOf(synthetic, label)])),
    real: rows(classes.map((label) => [test, firstOf(test, label)])),
    closest: pair(closest.slice(0, columns)),
    random: pair(randomSubset(nearest.length, columns, random)),
    misread: rows(
      classes.map((label) => [
        synthetic,
        firstOf(synthetic, label, (index) => judged.seen[index] !== label),
      ]),
    ),
    ...(reconstructions === undefined
      ? {}
      : {
          reconstructions: rows([
            [test, ofEachClass],
            [reconstructions.reconstructed, ofEachClass],
            [reconstructions.varied, ofEachClass],
          ]),
        }),
    confusion: confusionOf(judged, classes.length),
  };
}

function firstOf(
  set: ImageSet,
  label: number,
  wanted: (index: number) => boolean = () => true,
): number[] {
  const found: number[] = [];
  for (let index = 0; index < set.count && found.length < columns; index++) {
    if (set.labels[index] === label && wanted(index)) found.push(index);
  }
  return found;
}

function rows(of: readonly (readonly [ImageSet, ArrayLike<number>])[]): Grid {
  const widest = Math.max(...of.map(([, indices]) => indices.length), 1);
  const [first] = of;
  const size = first === undefined ? 0 : imageSizeOf(first[0]);
  const pixels = new Uint8Array(of.length * widest * size);
  for (const [row, [set, indices]] of of.entries()) {
    for (let column = 0; column < indices.length; column++) {
      const from = (indices[column] ?? 0) * size;
      pixels.set(set.pixels.subarray(from, from + size), (row * widest + column) * size);
    }
  }
  return { pixels, columns: widest };
}

function confusionOf({ labels, seen }: FeatureSet, classCount: number): number[][] {
  const counts = Array.from({ length: classCount }, () => Array<number>(classCount).fill(0));
  for (let at = 0; at < seen.length; at++) {
    const row = counts[labels[at] ?? 0];
    const column = seen[at] ?? 0;
    if (row !== undefined) row[column] = (row[column] ?? 0) + 1;
  }
  return counts;
}
