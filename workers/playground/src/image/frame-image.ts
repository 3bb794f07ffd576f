/** An image that no seed names, as the answer of a call has it: a frame, a variation, a reconstruction. */
import type { Call } from './call.ts';
import type { ShownImage } from './shown-image.ts';

interface AnsweredFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
  readonly format: string;
  readonly receipt?: string | undefined;
  dataUrl(): string;
}

export function frameImage(name: string, file: AnsweredFile, call: Call): ShownImage {
  const { bytes, width, height, format, receipt } = file;
  return { name, src: file.dataUrl(), bytes, width, height, format, receipt, call };
}
