/** An image as an application wants it: bytes, and all that is needed to make it again. */
import type { components } from '@comfy-edge/contract';
import { decodeBase64 } from './base64.ts';
import { ImageFile } from './image-file.ts';
import { mediaTypes } from './media-type.ts';

type GeneratedImage = components['schemas']['GeneratedImage'];

export class EdgeImage extends ImageFile {
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
  /** Where it comes from, signed where the service signs: `verifications.create` takes it. */
  readonly receipt: GeneratedImage['receipt'];

  /** @throws SyntaxError when the base64 is broken */
  constructor(image: GeneratedImage) {
    super(decodeBase64(image.base64), mediaTypes[image.format]);
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
}
