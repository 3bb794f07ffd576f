/**
 * Between a network's values in [-1, 1] and bytes, defined to the last bit:
 * `byte = clamp(⌊(x + 1) · 127.5 + ½⌋, 0, 255)` in float64, and back `x = byte / 127.5 − 1`.
 */
import { EngineError } from './engine-error.ts';

/** Bytes of one image, row-major `[height, width, channels]`; one channel is gray, three are RGB. */
export interface Image {
  readonly pixels: Uint8Array;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** @throws EngineError `not_finite` */
export function toBytes(values: Float32Array): Uint8Array {
  const bytes = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (!Number.isFinite(value)) {
      throw new EngineError('not_finite', `expected finite values, got ${value} at ${i}`);
    }
    bytes[i] = Math.min(255, Math.max(0, Math.floor((value + 1) * 127.5 + 0.5)));
  }
  return bytes;
}

export function fromBytes(bytes: Uint8Array): Float32Array {
  return Float32Array.from(bytes, (byte) => byte / 127.5 - 1);
}
