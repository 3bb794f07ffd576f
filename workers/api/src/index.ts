/** The Worker. Each isolate boots one engine and keeps the models it was asked for. */

import { boot } from '@comfy-edge/runtime';
import wasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm';
import { createApp } from './app.ts';

export default createApp({ bootEngine: () => boot(wasm) });
