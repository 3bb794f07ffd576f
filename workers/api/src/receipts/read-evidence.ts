/** The body of `POST /v1/verifications`: an image that carries a receipt, or a receipt alone. */

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
import * as v from 'valibot';
import { mediaTypeOf, readBody, readJson } from '../http/body.ts';
import { checkBody, expecting } from '../http/check.ts';
import { ProblemError } from '../http/problem-error.ts';
import { place } from './replay.ts';

const pictures = ['image/png', 'image/jpeg', 'image/webp', 'image/apng', 'image/gif'];
const imageLimitBytes = 4 * 1024 * 1024;
const jsonLimitBytes = 16 * 1024;

export interface Evidence {
  readonly embedded: EmbeddedReceipt;
  readonly receipt: Receipt;
  readonly file?: { readonly format: PictureFormat; readonly bytes: Uint8Array };
}

const schema = v.strictObject({
  receipt: expecting<string>(
    'the value of a Comfy-Receipt header',
    (input) => typeof input === 'string' && fromToken(input) !== undefined,
  ),
});

/**
 * @throws ProblemError `receipt_missing`, `receipt_invalid`, `image_invalid`, and as any body
 */
export async function readEvidence(request: Request): Promise<Evidence> {
  if (mediaTypeOf(request) === 'application/json') {
    const { receipt: token } = checkBody(schema, await readJson(request, jsonLimitBytes));
    const embedded = fromToken(token);
    if (embedded === undefined) throw new RangeError('expected a token that has been checked');
    return { embedded, receipt: parse(embedded) };
  }
  const contentType = ['application/json', ...pictures];
  const bytes = await readBody(request, { contentType, limitBytes: imageLimitBytes });
  const format = pictureFormatOf(bytes);
  if (format === undefined) {
    const detail = 'expected a PNG, JPEG, WebP or GIF file, got something else';
    throw new ProblemError('image_invalid', detail, { pointer: '' });
  }
  const embedded = findReceipt(format, bytes);
  if (embedded === undefined) {
    throw new ProblemError('receipt_missing', `expected a ${format} with a receipt, got none`, {
      pointer: '',
    });
  }
  return { embedded, receipt: parse(embedded), file: { format, bytes } };
}

function parse({ receipt }: EmbeddedReceipt): Receipt {
  try {
    return parseReceipt(receipt);
  } catch (error) {
    if (!(error instanceof ReceiptError)) throw error;
    throw new ProblemError('receipt_invalid', error.message, { cause: error, ...place });
  }
}
