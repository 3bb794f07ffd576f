/**
 * How far two images of one size are apart: by their levels, and by their structure (SSIM: Wang et al.
 * 2004, "Image quality assessment: from error visibility to structural similarity"). From + − × ÷ alone,
 * so the figures are the same everywhere.
 */

import type { Image } from '@comfy-edge/runtime';

/** Mean of the absolute differences of all samples, in levels of 255. */
export function meanAbsoluteLevels({ pixels }: Image, other: Image): number {
  let sum = 0;
  for (let at = 0; at < pixels.length; at++) {
    sum += Math.abs((pixels[at] as number) - (other.pixels[at] as number));
  }
  return sum / pixels.length;
}

/** Largest window whose statistics are compared; scikit-image's, uniform. */
const WINDOW = 7;
/** (K₁ L)² and (K₂ L)² with K₁ = 0.01, K₂ = 0.03 and L = 255. */
const C1 = 6.5025;
const C2 = 58.5225;

/**
 * Mean over all windows and channels, 1 for equal images and less for others; windows of 7×7, or as large
 * as the images where they are smaller.
 */
export function structuralSimilarity(a: Image, b: Image): number {
  const height = Math.min(WINDOW, a.height);
  const width = Math.min(WINDOW, a.width);
  let sum = 0;
  let windows = 0;
  for (let top = 0; top + height <= a.height; top++) {
    for (let left = 0; left + width <= a.width; left++) {
      for (let channel = 0; channel < a.channels; channel++) {
        sum += windowSimilarity(a, b, { top, left, height, width, channel });
        windows++;
      }
    }
  }
  return sum / windows;
}

interface Window {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
  readonly channel: number;
}

function windowSimilarity(a: Image, b: Image, window: Window): number {
  const { top, left, height, width, channel } = window;
  let [sumA, sumB, squareA, squareB, product] = [0, 0, 0, 0, 0];
  for (let y = top; y < top + height; y++) {
    for (let x = left; x < left + width; x++) {
      const at = (y * a.width + x) * a.channels + channel;
      const [valueA, valueB] = [a.pixels[at] as number, b.pixels[at] as number];
      sumA += valueA;
      sumB += valueB;
      squareA += valueA * valueA;
      squareB += valueB * valueB;
      product += valueA * valueB;
    }
  }
  const count = height * width;
  const [meanA, meanB] = [sumA / count, sumB / count];
  const varianceA = squareA / count - meanA * meanA;
  const varianceB = squareB / count - meanB * meanB;
  const covariance = product / count - meanA * meanB;
  return (
    ((2 * meanA * meanB + C1) * (2 * covariance + C2)) /
    ((meanA * meanA + meanB * meanB + C1) * (varianceA + varianceB + C2))
  );
}
