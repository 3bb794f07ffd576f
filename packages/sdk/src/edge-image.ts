/** An image as an application wants it: bytes, and all that is needed to make it again. */
import type { components } from '@comfy-edge/contract';
import { decodeBase64, encodeBase64 } from './base64.ts';
import { mediaTypes } from './media-type.ts';

type GeneratedImage = components['schemas']['GeneratedImage'];

export class EdgeImage {
  /** The encoded file. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Its place in the batch. */
  readonly index: GeneratedImage['index'];
  /** The seed that makes this image alone. */
  readonly seed: GeneratedImage['seed'];
  readonly class: GeneratedImage['class'];
  readonly classIndex: GeneratedImage['classIndex'];
  /** SHA-256 of `bytes`, lower-case hexadecimal. */
  readonly sha256: GeneratedImage['sha256'];
  readonly width: GeneratedImage['width'];
  readonly height: GeneratedImage['height'];
  readonly format: GeneratedImage['format'];
  /** Where it comes from, signed where the service signs: `receipts.verify` takes it. */
  readonly receipt: GeneratedImage['receipt'];

  /** @throws SyntaxError when the base64 is broken */
  constructor(image: GeneratedImage) {
    this.bytes = decodeBase64(image.base64);
    this.index = image.index;
    this.seed = image.seed;
    this.class = image.class;
    this.classIndex = image.classIndex;
    this.sha256 = image.sha256;
    this.width = image.width;
    this.height = image.height;
    this.format = image.format;
    this.receipt = image.receipt;
  }

  get mediaType(): string {
    return mediaTypes[this.format];
  }

  blob(): Blob {
    return new Blob([this.bytes], { type: this.mediaType });
  }

  /** For `<img src>`. */
  dataUrl(): string {
    return `data:${this.mediaType};base64,${encodeBase64(this.bytes)}`;
  }
}
