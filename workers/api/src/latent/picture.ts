/** A picture of a request, decoded and brought into a model's form, or the problem that says why not. */

import type { ProblemCode } from '@comfy-edge/contract';
import {
  type Background,
  type Conversion,
  decodeImage,
  fitImage,
  type Image,
  ImageInputError,
  type ImageInputErrorCode,
} from '@comfy-edge/runtime';
import { ProblemError } from '../http/problem-error.ts';
import { decoders } from './decoders.ts';

export interface Picture {
  readonly format: 'png' | 'jpeg' | 'webp';
  readonly width: number;
  readonly height: number;
  /** Everything that had to be done to it is said. */
  fit(size: { readonly height: number; readonly width: number; readonly channels: number }): {
    readonly image: Image;
    readonly conversions: readonly Conversion[];
  };
}

const codes: Readonly<Record<ImageInputErrorCode, ProblemCode>> = {
  invalid: 'image_invalid',
  unsupported: 'image_unsupported',
  too_large: 'image_too_large',
};

/** @throws ProblemError `image_invalid`, `image_unsupported`, `image_too_large` */
export async function openPicture(bytes: Uint8Array, background: Background): Promise<Picture> {
  try {
    const decoded = await decodeImage(bytes, decoders);
    return {
      format: decoded.header.format,
      width: decoded.width,
      height: decoded.height,
      fit: (size) => fitImage(decoded, size, background),
    };
  } catch (error) {
    if (!(error instanceof ImageInputError)) throw error;
    throw new ProblemError(codes[error.code], error.message, { cause: error, pointer: '/image' });
  }
}
