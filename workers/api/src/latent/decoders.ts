/** The decoders of pictures, which the bundler hands over as compiled modules; each starts when needed. */
import type { DecoderModules } from '@comfy-edge/runtime';
import jpeg from '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm';
import webp from '@jsquash/webp/codec/dec/webp_dec.wasm';

export const decoders: DecoderModules = { jpeg, webp };
