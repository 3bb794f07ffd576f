/**
 * Smooth resizing by Lanczos's windowed sinc with three lobes (Duchon 1979), rows first and columns next,
 * on the bytes as they are (no gamma). When an image shrinks the kernel widens with it, so that nothing
 * aliases. All in float64 from + − × ÷, so the same bytes everywhere.
 */
import type { Image } from '../pixels.ts';
import { sinPi } from './sine.ts';

const LOBES = 3;

/** Which samples make one sample of the result: from `first` on, as many as there are weights. */
interface Tap {
  readonly first: number;
  readonly weights: Float64Array;
}

/** @param size of the result, both at least 1 */
export function resizeLanczos(
  { pixels, height, width, channels }: Image,
  size: { readonly height: number; readonly width: number },
): Image {
  const rows = new Float64Array(height * size.width * channels);
  tapsOf(width, size.width).forEach(({ first, weights }, x) => {
    for (let y = 0; y < height; y++) {
      for (let channel = 0; channel < channels; channel++) {
        let sum = 0;
        for (let i = 0; i < weights.length; i++) {
          const sample = pixels[(y * width + first + i) * channels + channel] as number;
          sum += (weights[i] as number) * sample;
        }
        rows[(y * size.width + x) * channels + channel] = sum;
      }
    }
  });
  const rowSamples = size.width * channels;
  // Rounds half to even and clamps, as the standard says: https://tc39.es/ecma262/#sec-touint8clamp.
  const result = new Uint8ClampedArray(size.height * rowSamples);
  tapsOf(height, size.height).forEach(({ first, weights }, y) => {
    for (let x = 0; x < rowSamples; x++) {
      let sum = 0;
      for (let i = 0; i < weights.length; i++) {
        sum += (weights[i] as number) * (rows[(first + i) * rowSamples + x] as number);
      }
      result[y * rowSamples + x] = sum;
    }
  });
  return { pixels: new Uint8Array(result.buffer), ...size, channels };
}

/** For every sample of the result; at the edges the weights that are left share the whole. */
function tapsOf(from: number, to: number): Tap[] {
  const ratio = from / to;
  const stretch = Math.max(1, ratio);
  const radius = LOBES * stretch;
  return Array.from({ length: to }, (_, index) => {
    const centre = (index + 0.5) * ratio - 0.5;
    const first = Math.max(0, Math.ceil(centre - radius));
    const last = Math.min(from - 1, Math.floor(centre + radius));
    const weights = new Float64Array(last - first + 1);
    let sum = 0;
    for (let i = 0; i < weights.length; i++) {
      const weight = lanczos((first + i - centre) / stretch);
      weights[i] = weight;
      sum += weight;
    }
    return { first, weights: weights.map((weight) => weight / sum) };
  });
}

/** sinc x · sinc x/3 within three lobes, 0 outside. */
function lanczos(x: number): number {
  if (x === 0) return 1;
  if (x <= -LOBES || x >= LOBES) return 0;
  const square = Math.PI * Math.PI * x * x;
  return (LOBES * sinPi(x) * sinPi(x / LOBES)) / square;
}
