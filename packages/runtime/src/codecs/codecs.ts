/**
 * WebP and JPEG by jSquash's builds of libwebp and MozJPEG: one thread, no SIMD, no mathematics of the
 * host, so the same pixels give the same file in every runtime (`test/goldens.json`). The SIMD build of
 * libwebp does not: without AVX, V8 12.4 makes other files of it.
 *
 * Each codec is started at its first use and kept, until a large image has made its heap large.
 */
import createJpeg from '@jsquash/jpeg/codec/enc/mozjpeg_enc.js';
import { defaultOptions as jpegDefaults } from '@jsquash/jpeg/meta.js';
import createWebp from '@jsquash/webp/codec/enc/webp_enc.js';
import { defaultOptions as webpDefaults } from '@jsquash/webp/meta.js';
import type { Image } from '../pixels.ts';
import { toRgba } from './rgba.ts';
import { type CodecFactory, type StartedCodec, startCodec } from './start-codec.ts';

/** Compiled WebAssembly: Workers may compile nothing themselves. */
export interface CodecModules {
  /** `@jsquash/webp/codec/enc/webp_enc.wasm` */
  readonly webp: WebAssembly.Module;
  /** `@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm` */
  readonly jpeg: WebAssembly.Module;
}

/** What both codecs' modules have. */
interface Encoder {
  encode(
    rgba: Uint8Array,
    width: number,
    height: number,
    options: Readonly<Record<string, unknown>>,
  ): Uint8Array<ArrayBuffer> | null;
}

const FACTORIES: Readonly<Record<keyof CodecModules, unknown>> = {
  webp: createWebp,
  jpeg: createJpeg,
};

/** A heap beyond this is given back after use: an isolate of Workers has 128 MB for everything. */
const KEPT_HEAP_BYTES = 24 * 1024 * 1024;
/** MozJPEG's names of what a file may hold. */
const GRAY = 1;
const YCBCR = 3;

export class Codecs {
  readonly #modules: CodecModules;
  readonly #started = new Map<keyof CodecModules, Promise<StartedCodec<Encoder>>>();

  constructor(modules: CodecModules) {
    this.#modules = modules;
  }

  /**
   * @param image gray or RGB
   * @param quality 1 to 100, lossy; lossless when left out
   */
  encodeWebp(image: Image, quality?: number): Promise<Uint8Array<ArrayBuffer>> {
    const lossless = quality === undefined;
    return this.#encode('webp', image, {
      ...webpDefaults,
      ...(lossless ? { lossless: 1, exact: 1 } : { quality }),
    });
  }

  /**
   * @param image gray or RGB
   * @param quality 1 to 100
   */
  encodeJpeg(image: Image, quality: number): Promise<Uint8Array<ArrayBuffer>> {
    const colour = image.channels === 1 ? GRAY : YCBCR;
    return this.#encode('jpeg', image, { ...jpegDefaults, quality, color_space: colour });
  }

  async #encode(
    name: keyof CodecModules,
    image: Image,
    options: Readonly<Record<string, unknown>>,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const { codec, memory } = await this.#start(name);
    try {
      const bytes = codec.encode(toRgba(image), image.width, image.height, options);
      if (bytes === null) throw new Error(`expected ${name} bytes, got none`);
      return bytes;
    } catch (error) {
      // A codec that has failed is in no known state.
      this.#started.delete(name);
      throw error;
    } finally {
      if (memory.buffer.byteLength > KEPT_HEAP_BYTES) this.#started.delete(name);
    }
  }

  #start(name: keyof CodecModules): Promise<StartedCodec<Encoder>> {
    const running =
      this.#started.get(name) ??
      startCodec(FACTORIES[name] as CodecFactory<Encoder>, this.#modules[name]);
    this.#started.set(name, running);
    return running;
  }
}
