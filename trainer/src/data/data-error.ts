/**
 * What is wrong with a data set, and what its owner can do about it.
 *
 * A message names the file, says expected and actual, and ends with the remedy.
 */

export type DataErrorCode =
  | 'not-found'
  | 'unknown-layout'
  | 'bad-description'
  | 'bad-size'
  | 'corrupt-file'
  | 'truncated-file'
  | 'wrong-magic'
  | 'count-mismatch'
  | 'label-out-of-range'
  | 'no-images'
  | 'one-class'
  | 'too-many-classes'
  | 'bad-class-name'
  | 'class-name-clash'
  | 'unknown-class'
  | 'empty-class'
  | 'unreadable-image'
  | 'refused-archive'
  | 'identical-images'
  | 'no-space'
  | 'output-taken'
  | 'digest-mismatch';

export class DataError extends Error {
  override readonly name = 'DataError';
  readonly code: DataErrorCode;

  constructor(code: DataErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
