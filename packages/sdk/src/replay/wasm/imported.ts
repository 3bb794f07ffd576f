/** For Workers, which compile nothing themselves: the bundler gives them compiled modules for the files. */
import kernels from '@comfy-edge/kernels/generation.wasm';
import jpeg from '@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm';
import webp from '@jsquash/webp/codec/enc/webp_enc.wasm';
import backend from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm';
import type { LoadModule } from './module-name.ts';

const MODULES = { backend, kernels, webp, jpeg };

export const loadModule: LoadModule = async (name) => MODULES[name];
