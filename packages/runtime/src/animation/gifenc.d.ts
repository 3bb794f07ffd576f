/** What we use of gifenc 1.0.3, which has no types of its own. */
declare module 'gifenc/dist/gifenc.esm.js' {
  export type Palette = readonly (readonly number[])[];

  interface FrameOptions {
    /** Required for the first frame, whose palette later frames without one share. */
    readonly palette?: Palette;
    /** Milliseconds. */
    readonly delay?: number;
  }

  interface Encoder {
    writeFrame(index: Uint8Array, width: number, height: number, options: FrameOptions): void;
    finish(): void;
    bytes(): Uint8Array<ArrayBuffer>;
  }

  export function GIFEncoder(): Encoder;
  export function quantize(rgba: Uint8Array, maxColors: number): Palette;
  export function applyPalette(rgba: Uint8Array, palette: Palette): Uint8Array;
}
