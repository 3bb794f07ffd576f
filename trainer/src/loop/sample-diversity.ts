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

/** @throws TrainingCollapsed naming the first class whose samples differ less than `least` of what its images do */
export function checkDiversity(sheet: Sheet, dataSet: DataSet, least: number): void {
  for (const [label, diversity] of sampleDiversity(sheet, dataSet).entries()) {
    if (!(diversity < least)) continue;
    throw new TrainingCollapsed(
      `samples of ${dataSet.classes[label]}: expected them to differ by at least ${100 * least} % of what real images do (guards.diversity), got ${(100 * diversity).toPrecision(2)} %: the generator makes one image. Go on from an earlier checkpoint with a lower --set optimizer.generatorRate=…, or start anew with larger batches or --set discriminator.batchStandardDeviation=true.`,
    );
  }
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
