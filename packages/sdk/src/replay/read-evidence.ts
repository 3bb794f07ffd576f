/** What is to be verified: an image that carries a receipt, a receipt alone, or both apart. */
import {
  type EmbeddedReceipt,
  findReceipt,
  fromToken,
  type PictureFormat,
  parseReceipt,
  pictureFormatOf,
  type Receipt,
  ReceiptError,
} from '@comfy-edge/runtime';
import { BadRequestError } from '../errors/bad-request-error.ts';

export interface Evidence {
  readonly embedded: EmbeddedReceipt;
  readonly receipt: Receipt;
  readonly file?: EvidenceFile;
}

export interface EvidenceFile {
  readonly bytes: Uint8Array;
  /** By how it begins; a tensor has none. */
  readonly format: PictureFormat | undefined;
  /** What it carries of itself. */
  readonly carried: EmbeddedReceipt | undefined;
}

/** @throws BadRequestError `receipt_missing`, `receipt_invalid` */
export function readEvidence(evidence: Uint8Array | string, bytes?: Uint8Array): Evidence {
  const file = readFile(typeof evidence === 'string' ? bytes : evidence);
  const embedded = typeof evidence === 'string' ? parseToken(evidence) : file?.carried;
  if (embedded === undefined) {
    const what = file?.format ?? 'something else';
    throw refuse('receipt_missing', `expected an image with a receipt, got ${what} without one`);
  }
  return { embedded, receipt: parse(embedded), ...(file && { file }) };
}

function readFile(bytes: Uint8Array | undefined): EvidenceFile | undefined {
  if (bytes === undefined) return undefined;
  const format = pictureFormatOf(bytes);
  return { bytes, format, carried: format && findReceipt(format, bytes) };
}

function parseToken(token: string): EmbeddedReceipt {
  const embedded = fromToken(token);
  if (embedded !== undefined) return embedded;
  throw refuse('receipt_invalid', `expected the receipt of an image, got ${token.slice(0, 40)}`);
}

function parse({ receipt }: EmbeddedReceipt): Receipt {
  try {
    return parseReceipt(receipt);
  } catch (cause) {
    if (!(cause instanceof ReceiptError)) throw cause;
    throw refuse('receipt_invalid', cause.message, cause);
  }
}

function refuse(code: string, message: string, cause?: unknown): BadRequestError {
  return new BadRequestError(message, { code, cause });
}
