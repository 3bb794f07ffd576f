/** The image codecs of portable tests in workerd, where WebAssembly arrives as a module. */
import jpeg from '@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm';
import webp from '@jsquash/webp/codec/enc/webp_enc.wasm';
import { Codecs } from '../src/codecs/codecs.ts';

export const codecs = new Codecs({ webp, jpeg });
