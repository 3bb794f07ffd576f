/**
 * A receipt: everything that it takes to make a file's pixels again, and their sha256. Its text is
 * canonical JSON (RFC 8785), so the same file has the same receipt wherever it is written.
 */
import { canonicalJson, isDigest } from '@comfy-edge/model';
import { mediaTypes, type OutputFormat } from '../render.ts';

export interface Receipt {
  /** Of this form of receipt. */
  readonly version: 1;
  /** `engineId`. */
  readonly engine: string;
  readonly model: string;
  /** The model's version. */
  readonly digest: string;
  /** Of image 0; image `i` has `(seed + i) mod 2³²`. */
  readonly seed: number;
  /** Images in the file. */
  readonly n: number;
  /** By name; absent where image `i` is of class `i mod classes`. */
  readonly class?: string;
  readonly truncation: number;
  /** Steps along the version's published directions; absent where there are none. */
  readonly directions?: readonly { readonly index: number; readonly amount: number }[];
  readonly format: OutputFormat;
  /** Width of each image where it is not the model's own. */
  readonly size?: number;
  readonly resampling?: 'nearest' | 'lanczos';
  /** Absent where nothing is lost. */
  readonly quality?: number;
  /** Absent for bytes. */
  readonly valueType?: 'float32';
  /** Of a sheet. */
  readonly columns?: number;
  /** sha256 of the pixels that the file shows, or of a tensor's values, before a codec may lose any. */
  readonly pixels: string;
}

/** Text that is no receipt. */
export class ReceiptError extends Error {
  override readonly name = 'ReceiptError';
}

const maxTextLength = 4096;
const maxU32 = 0xffffffff;

const isU32 = (value: unknown) => isWithin(value, 0, maxU32);
const isName = (value: unknown) => typeof value === 'string' && /^[a-z0-9-]{1,256}$/.test(value);
const isSha256 = (value: unknown) => typeof value === 'string' && isDigest(value);

/** What each field must be; whether the model can do it shows when it is replayed. */
const fields: Readonly<Record<keyof Receipt, (value: unknown) => boolean>> = {
  version: (value) => value === 1,
  engine: isSha256,
  model: isName,
  digest: isSha256,
  seed: isU32,
  n: (value) => isWithin(value, 1, 64),
  class: isName,
  truncation: (value) => typeof value === 'number' && value >= 0 && value <= 1,
  directions: (value) => Array.isArray(value) && value.length >= 1 && value.every(isStep),
  format: (value) => typeof value === 'string' && Object.hasOwn(mediaTypes, value),
  size: (value) => isWithin(value, 1, 1024),
  resampling: (value) => value === 'nearest' || value === 'lanczos',
  quality: (value) => isWithin(value, 1, 100),
  valueType: (value) => value === 'float32',
  columns: (value) => isWithin(value, 1, 64),
  pixels: isSha256,
};
const required = [
  ...(['version', 'engine', 'model', 'digest', 'seed', 'n', 'truncation', 'format'] as const),
  'pixels' as const,
];

export function receiptText(receipt: Receipt): string {
  return canonicalJson(receipt);
}

/** @throws ReceiptError for text that `receiptText` would not have written */
export function parseReceipt(text: string): Receipt {
  if (text.length > maxTextLength) {
    throw new ReceiptError(`expected at most ${maxTextLength} characters, got ${text.length}`);
  }
  const receipt = parseObject(text);
  for (const name of required) {
    if (!Object.hasOwn(receipt, name)) throw new ReceiptError(`expected ${name}, got none`);
  }
  for (const [name, value] of Object.entries(receipt)) {
    const isValid = Object.hasOwn(fields, name) ? fields[name as keyof Receipt] : undefined;
    if (isValid === undefined) throw new ReceiptError(`expected no ${JSON.stringify(name)}`);
    if (!isValid(value)) {
      throw new ReceiptError(`expected another ${name}, got ${JSON.stringify(value)}`);
    }
  }
  if (canonicalJson(receipt) !== text) {
    throw new ReceiptError('expected canonical JSON (RFC 8785), got another spelling of it');
  }
  return receipt as unknown as Receipt;
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new ReceiptError('expected JSON, got text that does not parse', { cause });
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Readonly<Record<string, unknown>>;
  }
  throw new ReceiptError('expected a JSON object, got something else');
}

function isStep(value: unknown): boolean {
  const { index, amount, ...others } = (value ?? {}) as Record<string, unknown>;
  const isAmount = typeof amount === 'number' && Math.abs(amount) <= 10;
  return isWithin(index, 0, 63) && isAmount && Object.keys(others).length === 0;
}

function isWithin(value: unknown, least: number, most: number): boolean {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
}
