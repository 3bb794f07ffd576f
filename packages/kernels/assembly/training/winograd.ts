/**
 * Two-dimensional Winograd transforms of many tiles at once: the one-dimensional transform along each
 * column of a tile, then along each row. Everything is reached through tables of addresses, so the
 * same code reads image tiles with their padding, filter taps or frequency planes, and writes any of
 * them. The algorithm and its sources are in `inner/winograd-lines.ts`.
 *
 * Tolerance: 2e-5 of the largest result: the points up to ±2 multiply roundings by some tens.
 */
import {
  collect5,
  collect6,
  filter5,
  filter6,
  input5,
  input6,
  output5,
  output6,
  spread5,
  spread6,
} from './inner/winograd-lines.ts';

/**
 * @param kind 0 input, 1 filter, 2 output, 3 spread, 4 collect (see `inner/winograd-lines.ts`)
 * @param points 5 for two taps, 6 for three
 * @param sources u32 `[count, a, a]` addresses of rows of `size` bytes, a multiple of 16
 * @param targets u32 `[count, b, b]`
 * @param pairStride how written lanes advance, 32 for plain rows
 * @param scratch `36 · (size + 4)` bytes
 */
export function winogradTransform(
  kind: i32,
  points: i32,
  sources: usize,
  targets: usize,
  count: i32,
  size: usize,
  pairStride: usize,
  scratch: usize,
): void {
  const taps = points - 3;
  const a = kind === 1 ? taps : kind === 3 ? 4 : points;
  const b = kind === 2 ? 4 : kind === 4 ? taps : points;
  const columnStep = (<usize>a) << 2;
  const rowSize = (<usize>b) << 2;
  const between = scratch + 36 * size;
  for (let index = 0; index < a * b; index++) {
    store<u32>(between + ((<usize>index) << 2), <u32>(scratch + <usize>index * size));
  }
  for (let tile = 0; tile < count; tile++) {
    for (let offset: usize = 0; offset < columnStep; offset += 4) {
      line(kind, points, sources + offset, columnStep, between + offset, columnStep, size, 32);
    }
    let from = between;
    let to = targets;
    for (let row = 0; row < b; row++) {
      line(kind, points, from, 4, to, 4, size, pairStride);
      from += columnStep;
      to += rowSize;
    }
    sources += <usize>a * columnStep;
    targets += <usize>b * rowSize;
  }
}

function line(
  kind: i32,
  points: i32,
  source: usize,
  sourceStep: usize,
  target: usize,
  targetStep: usize,
  size: usize,
  pairStride: usize,
): void {
  if (points === 5) {
    if (kind === 0) input5(source, sourceStep, target, targetStep, size, pairStride);
    else if (kind === 1) filter5(source, sourceStep, target, targetStep, size, pairStride);
    else if (kind === 2) output5(source, sourceStep, target, targetStep, size, pairStride);
    else if (kind === 3) spread5(source, sourceStep, target, targetStep, size, pairStride);
    else collect5(source, sourceStep, target, targetStep, size, pairStride);
  } else if (kind === 0) input6(source, sourceStep, target, targetStep, size, pairStride);
  else if (kind === 1) filter6(source, sourceStep, target, targetStep, size, pairStride);
  else if (kind === 2) output6(source, sourceStep, target, targetStep, size, pairStride);
  else if (kind === 3) spread6(source, sourceStep, target, targetStep, size, pairStride);
  else collect6(source, sourceStep, target, targetStep, size, pairStride);
}
