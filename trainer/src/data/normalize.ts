/** The one form in which networks see images: u8 0…255 as f32 -1…1. */

/** One byte as f32 in [-1, 1]. */
export function normalize(byte: number): number {
  return byte / 127.5 - 1;
}

/** Bytes of any shape as f32 in [-1, 1]. */
export function normalizePixels(pixels: Uint8Array): Float32Array {
  return Float32Array.from(pixels, normalize);
}
