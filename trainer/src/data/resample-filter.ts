/**
 * The filters an image is resampled with, as weights of source pixels along one axis.
 *
 * As in Pillow's `Image.resize`: pixel centres lie at half-integers and a filter widens when it
 * shrinks, so that an image neither shifts nor aliases. Filters that do not widen (OpenCV's, older
 * PyTorch's) leave artefacts that a discriminator learns: Parmar et al. 2022, arXiv:2104.11222.
 */

export const filterNames = ['lanczos', 'bilinear', 'box', 'nearest'] as const;
export type FilterName = (typeof filterNames)[number];

/** The source pixels and weights of every target pixel along one axis. */
export interface Taps {
  readonly length: number;
  readonly perPixel: number;
  /** `[length]`: the first source pixel of each target pixel. */
  readonly first: Uint32Array;
  /** `[length, perPixel]`, each row summing to 1. */
  readonly weights: Float64Array;
}

/** The part of an axis that is sampled, in source pixels; it may begin between two of them. */
export interface Span {
  readonly start: number;
  readonly length: number;
}

interface Kernel {
  /** Half of the width outside of which the weight is 0. */
  readonly support: number;
  weight(distance: number): number;
}

const kernels: Readonly<Record<Exclude<FilterName, 'nearest'>, Kernel>> = {
  lanczos: { support: 3, weight: (x) => (Math.abs(x) < 3 ? sinc(x) * sinc(x / 3) : 0) },
  bilinear: { support: 1, weight: (x) => Math.max(0, 1 - Math.abs(x)) },
  box: { support: 0.5, weight: (x) => (x > -0.5 && x <= 0.5 ? 1 : 0) },
};

/** @param from pixels of the whole axis; `span` lies within it */
export function filterTaps(name: FilterName, from: number, span: Span, to: number): Taps {
  const scale = span.length / to;
  if (name === 'nearest') return nearestTaps(from, span, to);
  const { support, weight } = kernels[name];
  const widening = Math.max(1, scale);
  const radius = support * widening;
  const perPixel = Math.min(from, Math.ceil(2 * radius) + 1);
  const first = new Uint32Array(to);
  const weights = new Float64Array(to * perPixel);
  for (let target = 0; target < to; target++) {
    const centre = span.start + (target + 0.5) * scale - 0.5;
    const start = Math.min(Math.max(0, Math.ceil(centre - radius)), from - perPixel);
    const row = weights.subarray(target * perPixel, (target + 1) * perPixel);
    row.forEach((_, tap) => {
      row[tap] = weight((start + tap - centre) / widening);
    });
    const sum = row.reduce((total, value) => total + value, 0);
    row.forEach((value, tap) => {
      row[tap] = value / sum;
    });
    first[target] = start;
  }
  return { length: to, perPixel, first, weights };
}

function nearestTaps(from: number, { start, length }: Span, to: number): Taps {
  const first = Uint32Array.from({ length: to }, (_, target) =>
    Math.min(from - 1, Math.floor(start + ((target + 0.5) * length) / to)),
  );
  return { length: to, perPixel: 1, first, weights: new Float64Array(to).fill(1) };
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}
