/**
 * What we use of gifenc 1.0.3 (https://github.com/mattdesl/gifenc), with the types it lacks.
 *
 * Required, not imported: it is CommonJS that calls itself an ES module, and Node and vitest
 * disagree on what its default import then is.
 */
import { createRequire } from 'node:module';

type Palette = readonly (readonly number[])[];

interface FrameOptions {
  /** Required for the first frame, whose palette later frames without one share. */
  readonly palette?: Palette;
  /** Milliseconds. */
  readonly delay?: number;
}

interface Encoder {
  writeFrame(index: Uint8Array, width: number, height: number, options: FrameOptions): void;
  finish(): void;
  bytes(): Uint8Array;
}

interface Gifenc {
  GIFEncoder(): Encoder;
  quantize(rgba: Uint8Array, maxColors: number): Palette;
  applyPalette(rgba: Uint8Array, palette: Palette): Uint8Array;
}

const require = createRequire(import.meta.url);

export const gifenc: Gifenc = require('gifenc');
