/**
 * What stands between the products: scaling by channel with an activation, sums, tanh. Values are f32
 * `[pixels, panelCount · 8]`; in place where `y` is `x`.
 *
 * Tolerance: a sum is rounded once and so exact; the others as `inner/epilogue.ts` and `inner/tanh.ts` say.
 */
import { finished } from './inner/epilogue.ts';
import { tanh4 } from './inner/tanh.ts';

/** `y = leaky(x · gain + bias)` by channel (`inner/epilogue.ts`). */
export function scaleShift(
  x: usize,
  y: usize,
  pixels: i32,
  panelCount: i32,
  gains: usize,
  biases: usize,
  slope: f32,
): void {
  const slopes = f32x4.splat(slope);
  const size = (<usize>panelCount) << 5;
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let at: usize = 0; at < size; at += 16) {
      const gain = v128.load(gains + at);
      const bias = v128.load(biases + at);
      v128.store(y + at, finished(v128.load(x + at), gain, bias, slopes));
    }
    x += size;
    y += size;
  }
}

/** `y = a + b`; `size` bytes, a multiple of 16. */
export function addValues(a: usize, b: usize, y: usize, size: usize): void {
  for (let at: usize = 0; at < size; at += 16) {
    v128.store(y + at, f32x4.add(v128.load(a + at), v128.load(b + at)));
  }
}

/** `y = tanh x`; `size` bytes, a multiple of 16. */
export function tanhValues(x: usize, y: usize, size: usize): void {
  for (let at: usize = 0; at < size; at += 16) v128.store(y + at, tanh4(v128.load(x + at)));
}
