/** An image as a file: its bytes, and what it takes to show and to keep them. */
import type { components } from '@comfy-edge/contract';
import { decodeBase64, encodeBase64 } from './base64.ts';
import { mediaTypes } from './media-type.ts';

export class ImageFile {
  /** The encoded file. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mediaType: string;

  constructor(bytes: Uint8Array<ArrayBuffer>, mediaType: string) {
    this.bytes = bytes;
    this.mediaType = mediaType;
  }

  blob(): Blob {
    return new Blob([this.bytes], { type: this.mediaType });
  }

  /** For `<img src>`. */
  dataUrl(): string {
    return `data:${this.mediaType};base64,${encodeBase64(this.bytes)}`;
  }
}

type EncodedImage = Pick<components['schemas']['EncodedImage'], 'base64' | 'format'>;

/** An answer with every image in it as a file, wherever it is; all else as the contract says. */
export type WithFiles<Body> = Body extends EncodedImage
  ? Omit<Body, 'base64'> & ImageFile
  : Body extends readonly (infer Item)[]
    ? WithFiles<Item>[]
    : Body extends object
      ? { readonly [Key in keyof Body]: WithFiles<Body[Key]> }
      : Body;

/** @throws SyntaxError where base64 is broken */
export function withFiles<Body>(body: Body): WithFiles<Body> {
  return convert(body) as WithFiles<Body>;
}

function convert(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(convert);
  if (typeof value !== 'object' || value === null) return value;
  if (!isEncodedImage(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, convert(item)]));
  }
  const { base64, ...description } = value;
  return Object.assign(new ImageFile(decodeBase64(base64), mediaTypes[value.format]), description);
}

function isEncodedImage(value: object): value is EncodedImage {
  return (
    'base64' in value &&
    typeof value.base64 === 'string' &&
    'format' in value &&
    typeof value.format === 'string' &&
    Object.hasOwn(mediaTypes, value.format)
  );
}
