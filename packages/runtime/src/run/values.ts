/**
 * Values between JavaScript and the arena, where the last axis is filled up with zeros to a multiple of
 * 8 (`packages/kernels/src/generation/convolution.ts`).
 */
import { type Address, pitchOf } from '@comfy-edge/kernels';
import { type Shape, sizeOf } from '@comfy-edge/model';

/** `[...shape]` f32, row-major, into the arena. */
export function writeValues(
  memory: WebAssembly.Memory,
  address: Address,
  shape: Shape,
  values: Float32Array,
): void {
  const channels = shape.at(-1) ?? 1;
  const pitch = pitchOf(channels);
  const view = new Float32Array(memory.buffer, address, (sizeOf(shape) / channels) * pitch);
  if (pitch === channels) {
    view.set(values);
    return;
  }
  view.fill(0);
  for (let from = 0, to = 0; from < values.length; from += channels, to += pitch) {
    for (let channel = 0; channel < channels; channel++) {
      view[to + channel] = values[from + channel] as number;
    }
  }
}

/** A copy of what is in the arena, `[...shape]` f32, row-major. */
export function readValues(
  memory: WebAssembly.Memory,
  address: Address,
  shape: Shape,
): Float32Array {
  const channels = shape.at(-1) ?? 1;
  const pitch = pitchOf(channels);
  const view = new Float32Array(memory.buffer, address, (sizeOf(shape) / channels) * pitch);
  if (pitch === channels) return view.slice();
  const values = new Float32Array(sizeOf(shape));
  for (let from = 0, to = 0; to < values.length; from += pitch, to += channels) {
    for (let channel = 0; channel < channels; channel++) {
      values[to + channel] = view[from + channel] as number;
    }
  }
  return values;
}
