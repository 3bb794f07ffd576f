/** A picture from outside that cannot be used, with the reason. */

export type ImageInputErrorCode =
  /** No PNG, JPEG or WebP, or one that is damaged. */
  | 'invalid'
  /** Of a kind that is refused rather than guessed at: animated, CMYK, lossless JPEG. */
  | 'unsupported'
  /** More pixels than are decoded. */
  | 'too_large';

export class ImageInputError extends Error {
  override readonly name = 'ImageInputError';
  readonly code: ImageInputErrorCode;

  constructor(code: ImageInputErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
