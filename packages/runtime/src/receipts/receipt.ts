/**
 * A receipt: everything that it takes to make a file's pixels again, and their sha256. Its text is
 * canonical JSON (RFC 8785), so the same file has the same receipt wherever it is written.
 */
import { canonicalJson } from '@comfy-edge/model';
import type { Animation, AnimationFormat } from '../animation/render-animation.ts';
import type { Recipe } from '../recipe/recipe.ts';
import type { Output, OutputFormat } from '../render.ts';
import { ReceiptError } from './receipt-error.ts';
import { checkFields, checkKind } from './receipt-fields.ts';

export interface Receipt extends Recipe {
  /** Of this form of receipt. */
  readonly version: 1;
  /** `engineId`. */
  readonly engine: string;
  readonly model: string;
  /** The model's version. */
  readonly digest: string;
  readonly format: OutputFormat | AnimationFormat;
  /** Of an animation, and of nothing else. */
  readonly frameMs?: number;
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

/** What fits into a header wherever it is read: longer ones are not written. */
export const maxReceiptLength = 8192;

export function receiptText(receipt: Receipt): string {
  return canonicalJson(receipt);
}

/** @throws ReceiptError for text that `receiptText` would not have written */
export function parseReceipt(text: string): Receipt {
  if (text.length > maxReceiptLength) {
    throw new ReceiptError(`expected at most ${maxReceiptLength} characters, got ${text.length}`);
  }
  const fields = parseObject(text);
  checkFields(fields);
  const receipt = fields as unknown as Receipt;
  checkKind(receipt);
  if (canonicalJson(receipt) !== text) {
    throw new ReceiptError('expected canonical JSON (RFC 8785), got another spelling of it');
  }
  return receipt;
}

/** What the file is to be that a receipt belongs to. */
export function outputOf(receipt: Receipt): Output | Animation {
  const { format, frameMs, size, resampling, quality, columns } = receipt;
  const common = {
    ...(size !== undefined && { size }),
    ...(resampling !== undefined && { resampling }),
    ...(quality !== undefined && { quality }),
  };
  if (frameMs !== undefined) return { ...common, format: format as AnimationFormat, frameMs };
  return {
    ...common,
    format: format as OutputFormat,
    ...(columns !== undefined && { columns }),
  };
}

/** What its images are drawn by. */
export function recipeOf(receipt: Receipt): Recipe {
  const { seed, n, truncation, class: name, directions, latent, strength, path, against } = receipt;
  return {
    ...{ seed, n, truncation },
    ...(name !== undefined && { class: name }),
    ...(directions && { directions }),
    ...(latent !== undefined && { latent }),
    ...(strength !== undefined && { strength }),
    ...(path && { path }),
    ...(against && { against }),
  };
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
