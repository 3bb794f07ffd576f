/** A latent as text: base64 of its f32 values, little-endian, so that not a bit of it is lost. */

/** Far beyond any latent that means something, and far from where f32 overflows on the way to pixels. */
const LARGEST = 1e6;

/** @param latent `[size]` f32 */
export function encodeLatent(latent: Float32Array): string {
  const view = new DataView(new ArrayBuffer(4 * latent.length));
  latent.forEach((value, index) => void view.setFloat32(4 * index, value, true));
  return btoa(String.fromCharCode(...new Uint8Array(view.buffer)));
}

/** @returns undefined for text that `encodeLatent` would not write, and for values that are no latent's */
export function decodeLatent(text: string): Float32Array | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text) || text.length % 4 !== 0) return undefined;
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  if (bytes.length % 4 !== 0) return undefined;
  const view = new DataView(bytes.buffer);
  const latent = Float32Array.from({ length: bytes.length / 4 }, (_, index) =>
    view.getFloat32(4 * index, true),
  );
  if (!latent.every((value) => Math.abs(value) <= LARGEST)) return undefined;
  return encodeLatent(latent) === text ? latent : undefined;
}
