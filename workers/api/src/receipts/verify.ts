/**
 * What differs between a receipt, or the image that carries it, and what this engine makes of the receipt.
 * Nothing is believed that was not made again.
 */

import type { components } from '@comfy-edge/contract';
import {
  type EmbeddedReceipt,
  engineId,
  type PictureFormat,
  parseReceipt,
  type Receipt,
  removeReceipt,
} from '@comfy-edge/runtime';
import { openPicture } from '../latent/picture.ts';
import type { SignatureState } from './jws.ts';

export type Difference = components['schemas']['Verification']['differences'][number];

export function compareSignature(state: SignatureState, isSigning: boolean): Difference[] {
  const part = 'signature';
  switch (state) {
    case 'valid':
      return [];
    case 'none':
      return isSigning ? [{ part, detail: 'expected a signature, got none' }] : [];
    case 'unknown_key':
      return [{ part, detail: 'expected a key of this deployment, got another one' }];
    case 'invalid':
      return [{ part, detail: 'expected the signature of this receipt, got another one' }];
    default:
      return state satisfies never;
  }
}

/** Field by field; only a receipt that says what the replay says is one of this engine. */
export function compareReceipts(given: EmbeddedReceipt, made: EmbeddedReceipt): Difference[] {
  const got: Readonly<Record<string, unknown>> = { ...parseReceipt(given.receipt) };
  const expected: Readonly<Record<string, unknown>> = { ...parseReceipt(made.receipt) };
  const names = Object.keys({ ...expected, ...got }).filter((it) => it !== 'engine');
  const other = names.filter((name) => showField(got[name]) !== showField(expected[name]));
  const engine: Difference[] =
    got.engine === engineId
      ? []
      : [{ part: 'engine', detail: `expected engine ${engineId}, got ${got.engine}` }];
  const fields = other.map(
    (name): Difference => ({
      part: 'receipt',
      detail: `expected ${name} ${showField(expected[name])}, got ${showField(got[name])}`,
    }),
  );
  return [...engine, ...fields];
}

/**
 * Byte by byte without what stands beside the picture, and where that differs pixel by pixel; animations
 * byte by byte alone.
 *
 * @throws ProblemError `image_invalid`, `image_unsupported`, `image_too_large`
 */
export async function compareFiles(
  given: { readonly format: PictureFormat; readonly bytes: Uint8Array },
  made: { readonly format: Exclude<Receipt['format'], 'npy'>; readonly bytes: Uint8Array },
  isAnimation: boolean,
): Promise<Difference[]> {
  const got = removeReceipt(given.format, given.bytes);
  const expected = removeReceipt(made.format === 'apng' ? 'png' : made.format, made.bytes);
  if (isEqual(got, expected)) return [];
  if (isAnimation) {
    const detail = `expected the ${made.format} animation that the receipt makes, got another file`;
    return [{ part: 'pixels', detail }];
  }
  const [gotPicture, expectedPicture] = [await pixelsOf(got), await pixelsOf(expected)];
  if (gotPicture.size !== expectedPicture.size) {
    const detail = `expected ${expectedPicture.size} pixels, got ${gotPicture.size}`;
    return [{ part: 'pixels', detail }];
  }
  const count = countOther(gotPicture.rgb, expectedPicture.rgb);
  if (count > 0) {
    const total = expectedPicture.rgb.length / 3;
    const detail = `expected the pixels that the receipt makes, got ${count} of ${total} others`;
    return [{ part: 'pixels', detail }];
  }
  const what = `the same pixels in another ${given.format} file`;
  return [
    { part: 'file', detail: `expected the ${made.format} file of this service, got ${what}` },
  ];
}

async function pixelsOf(file: Uint8Array): Promise<{ size: string; rgb: Uint8Array }> {
  const { width, height, fit } = await openPicture(file, 'white');
  const { image } = fit({ width, height, channels: 3 });
  return { size: `${width}×${height}`, rgb: image.pixels };
}

function countOther(a: Uint8Array, b: Uint8Array): number {
  let count = 0;
  for (let at = 0; at < a.length; at += 3) {
    if (a[at] !== b[at] || a[at + 1] !== b[at + 1] || a[at + 2] !== b[at + 2]) count++;
  }
  return count;
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}

function showField(value: unknown): string {
  return value === undefined ? 'to be absent' : JSON.stringify(value);
}
