/** The image codecs of this isolate, from the WebAssembly that the bundler hands over as compiled modules. */
import { Codecs } from '@comfy-edge/runtime';
import jpeg from '@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm';
import webp from '@jsquash/webp/codec/enc/webp_enc.wasm';

/** Starts nothing yet: each codec starts at its first use. */
export function imageCodecs(): Codecs {
  return new Codecs({ webp, jpeg });
}
