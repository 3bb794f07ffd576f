/**
 * Random variations of training images, one of the countermeasures to a memorizing discriminator.
 *
 * Drawn per example: a mirror image (of classes that look alike both ways, if not of all), a shift by whole pixels (edge pixels repeated), a change of
 * brightness (bytes added, then clamped). Everything off by default: a generator learns whatever
 * distribution it is shown, variations included, so each must be plausible for the data at hand.
 */
import type { RandomStream } from '@comfy-edge/model';
import { DataError } from './data-error.ts';
import type { RasterSize } from './image-form.ts';
import { normalize } from './normalize.ts';

export interface Augmentation {
  /** Mirror left and right, half of the time: every image, or those of the named classes. */
  readonly flip?: boolean | readonly string[];
  /** Shift by −shift…shift whole pixels in each direction. */
  readonly shiftPixels?: number;
  /** Brighten or darken by up to this share of the full range, in [0, 1]. */
  readonly brightness?: number;
}

/** What was drawn for one example. */
interface Variation {
  readonly flip: boolean;
  readonly down: number;
  readonly right: number;
  /** Added to every byte before clamping. */
  readonly offset: number;
}

/** Draws and applies a variation to one image while it becomes f32 in [-1, 1]. */
export type WriteImage = (
  source: Uint8Array,
  label: number,
  target: Float32Array,
  at: number,
) => void;

/**
 * @throws RangeError for a shift or brightness that no image of this size can have
 * @throws DataError `unknown-class` for a class to flip that the data set has not
 */
export function imageWriter(
  size: RasterSize,
  classes: readonly string[],
  augmentation: Augmentation,
  random: RandomStream,
): WriteImage {
  const { flip = false, shiftPixels = 0, brightness = 0 } = augmentation;
  const most = Math.min(size.height, size.width);
  if (!Number.isInteger(shiftPixels) || shiftPixels < 0 || shiftPixels >= most) {
    throw new RangeError(
      `expected shiftPixels to be an integer in [0, ${most}), got ${shiftPixels}`,
    );
  }
  if (!(brightness >= 0 && brightness <= 1)) {
    throw new RangeError(`expected brightness in [0, 1], got ${brightness}`);
  }
  const flips = flippedClasses(flip, classes);
  if (!flips.includes(true) && shiftPixels === 0 && brightness === 0) return writePlain;
  const shift = () => (shiftPixels > 0 ? random.integer(2 * shiftPixels + 1) - shiftPixels : 0);
  return (source, label, target, at) => {
    const variation: Variation = {
      flip: flips[label] === true && random.integer(2) === 1,
      down: shift(),
      right: shift(),
      offset: brightness > 0 ? Math.round((random.uniform() * 2 - 1) * brightness * 255) : 0,
    };
    writeVaried(source, target, at, size, variation);
  };
}

/** Whether images of each class may be mirrored. */
function flippedClasses(
  flip: boolean | readonly string[],
  classes: readonly string[],
): readonly boolean[] {
  if (typeof flip === 'boolean') return classes.map(() => flip);
  const unknown = flip.find((name) => !classes.includes(name));
  if (unknown !== undefined) {
    throw new DataError(
      'unknown-class',
      `augmentation.flip: expected true, false or some of the classes ${classes.join(', ')}; got "${unknown}".`,
    );
  }
  return classes.map((name) => flip.includes(name));
}

function writePlain(source: Uint8Array, _: number, target: Float32Array, at: number): void {
  for (let index = 0; index < source.length; index++) {
    target[at + index] = normalize(source[index] ?? 0);
  }
}

function writeVaried(
  source: Uint8Array,
  target: Float32Array,
  at: number,
  { height, width, channels }: RasterSize,
  { flip, down, right, offset }: Variation,
): void {
  let to = at;
  for (let y = 0; y < height; y++) {
    const row = clamp(y - down, height - 1) * width;
    for (let x = 0; x < width; x++) {
      const column = clamp(x - right, width - 1);
      const from = (row + (flip ? width - 1 - column : column)) * channels;
      for (let channel = 0; channel < channels; channel++) {
        target[to++] = normalize(clamp((source[from + channel] ?? 0) + offset, 255));
      }
    }
  }
}

function clamp(value: number, most: number): number {
  return Math.min(most, Math.max(0, value));
}
