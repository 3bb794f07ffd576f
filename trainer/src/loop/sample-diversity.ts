/**
 * How much samples of one class differ from each other, beside how much its real images do. Mode
 * collapse in its plainest form, one picture a class, shows here as zero.
 */
import type { DataSet } from '../data/data-set.ts';
import { normalize } from '../data/normalize.ts';
import type { Sheet } from './sample-sheet.ts';
import { TrainingCollapsed } from './training-failure.ts';

/** Real images of a class that stand for all. */
const realImages = 50;

/**
 * @param sheet begins with `columns` samples of each class
 * @returns by class: standard deviation among samples over that among real images, both the root mean
 *   square over pixels; NaN where the real images do not differ or are fewer than two
 */
export function sampleDiversity({ images, columns }: Sheet, dataSet: DataSet): readonly number[] {
  const size = dataSet.height * dataSet.width * dataSet.channels;
  return dataSet.classes.map((_, label) => {
    const first = label * columns;
    const samples = Array.from({ length: columns }, (_, column) =>
      images.subarray((first + column) * size, (first + column + 1) * size),
    );
    const real = deviation(imagesOf(dataSet, label, size));
    return real > 0 ? deviation(samples) / real : Number.NaN;
  });
}

export interface ClassDiversity {
  /** Of the class. */
  readonly name: string;
  /** Deviation among samples over that among real images. */
  readonly share: number;
}

/** The class whose samples differ least; none where the real images of no class differ. */
export function leastDiversity(sheet: Sheet, dataSet: DataSet): ClassDiversity | undefined {
  const [least] = sampleDiversity(sheet, dataSet)
    .map((share, label) => ({ name: dataSet.classes[label] ?? String(label), share }))
    .filter(({ share }) => !Number.isNaN(share))
    .sort((one, other) => one.share - other.share);
  return least;
}

/**
 * @param goBack how to get to a checkpoint from before, if there is one
 * @throws TrainingCollapsed naming the class, if its samples differ by less than `guard`
 */
export function checkDiversity(
  least: ClassDiversity | undefined,
  guard: number,
  goBack: string | undefined,
): void {
  if (least === undefined || least.share >= guard) return;
  const before =
    goBack === undefined
      ? 'Start'
      : `Go back to before it by ${goBack}, and on from there by --resume with a lower --set optimizer.generatorRate=…; or start`;
  throw new TrainingCollapsed(
    `samples of ${least.name}: expected them to differ by at least ${100 * guard} % of what real images do (guards.diversity), got ${(100 * least.share).toPrecision(2)} %: the generator makes one image. ${before} anew with larger batches or --set discriminator.batchStandardDeviation=true.`,
  );
}

function imagesOf({ labels, pixels }: DataSet, label: number, size: number): Float32Array[] {
  const found: Float32Array[] = [];
  for (let at = labels.indexOf(label); at >= 0; at = labels.indexOf(label, at + 1)) {
    found.push(Float32Array.from(pixels.subarray(at * size, (at + 1) * size), normalize));
    if (found.length === realImages) break;
  }
  return found;
}

/** Root of the variance over images, averaged over pixels. */
function deviation(images: readonly Float32Array[]): number {
  const [first] = images;
  if (first === undefined || images.length < 2) return 0;
  let sum = 0;
  for (const pixel of first.keys()) {
    const mean = images.reduce((total, image) => total + (image[pixel] ?? 0), 0) / images.length;
    sum += images.reduce((total, image) => total + ((image[pixel] ?? 0) - mean) ** 2, 0);
  }
  return Math.sqrt(sum / first.length / (images.length - 1));
}
