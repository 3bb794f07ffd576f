/**
 * Pixels of a picture from outside: PNG by fast-png, JPEG and WebP by jSquash's builds of MozJPEG and
 * libwebp. A codec is started anew for every picture and dropped with its heap: what it believed of one
 * file has no bearing on the next.
 */
import createJpeg from '@jsquash/jpeg/codec/dec/mozjpeg_dec.js';
import createWebp from '@jsquash/webp/codec/dec/webp_dec.js';
import { type CodecFactory, startCodec } from '../codecs/start-codec.ts';
import { decodePng } from './decode-png.ts';
import { type ImageHeader, readImageHeader } from './image-header.ts';
import { ImageInputError } from './image-input-error.ts';

/** Compiled WebAssembly: Workers may compile nothing themselves. */
export interface DecoderModules {
  /** `@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm` */
  readonly jpeg: WebAssembly.Module;
  /** `@jsquash/webp/codec/dec/webp_dec.wasm` */
  readonly webp: WebAssembly.Module;
}

export interface DecodedImage {
  readonly header: ImageHeader;
  /** Of the picture as it is seen: a camera's orientation may have turned it. */
  readonly width: number;
  readonly height: number;
  /** `[height, width, 4]` u8, alpha not multiplied in. */
  readonly rgba: Uint8Array;
}

/** What both codecs' modules have. */
interface Decoder {
  /** @param turn of JPEG, and of it alone: whether to turn the picture as its EXIF says */
  decode(bytes: Uint8Array, turn?: boolean): RawImage | null;
}

interface RawImage {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

const FACTORIES: Readonly<Record<keyof DecoderModules, unknown>> = {
  jpeg: createJpeg,
  webp: createWebp,
};

/** @throws ImageInputError */
export async function decodeImage(
  bytes: Uint8Array,
  modules: DecoderModules,
): Promise<DecodedImage> {
  const header = readImageHeader(bytes);
  try {
    const decoded = await decode(bytes, header, modules);
    return { header, ...decoded };
  } catch (cause) {
    if (cause instanceof ImageInputError) throw cause;
    throw new ImageInputError('invalid', `expected a whole ${header.format}, got a damaged one`, {
      cause,
    });
  }
}

async function decode(
  bytes: Uint8Array,
  header: ImageHeader,
  modules: DecoderModules,
): Promise<Omit<DecodedImage, 'header'>> {
  const { format, width, height } = header;
  if (format === 'png') return { width, height, rgba: await decodePng(bytes, header) };
  const factory = FACTORIES[format] as CodecFactory<Decoder>;
  const { codec } = await withImageData(() => startCodec(factory, modules[format]));
  const image = withImageData(() =>
    format === 'jpeg' ? codec.decode(bytes, true) : codec.decode(bytes),
  );
  if (image === null || image.width * image.height !== width * height) {
    throw new Error(`expected ${width}×${height} pixels, got ${image?.width}×${image?.height}`);
  }
  const rgba = new Uint8Array(image.data.buffer, image.data.byteOffset, image.data.length);
  return { width: image.width, height: image.height, rgba };
}

/** What the codecs make of pixels: browsers have a class of this name. */
class ImageData {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;

  constructor(data: Uint8ClampedArray, width: number, height: number) {
    this.data = data;
    this.width = width;
    this.height = height;
  }
}

/** Lends the codecs that class where there is none, as long as `action` runs, which is synchronous. */
function withImageData<T>(action: () => T): T {
  if ('ImageData' in globalThis) return action();
  Reflect.set(globalThis, 'ImageData', ImageData);
  try {
    return action();
  } finally {
    Reflect.deleteProperty(globalThis, 'ImageData');
  }
}
