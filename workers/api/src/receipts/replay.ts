/** What a receipt says, made again by this engine. */

import { makeFile, type Receipt, type ReceiptedFile } from '@comfy-edge/runtime';
import type { Context } from 'hono';
import type { AppEnv } from '../env.ts';
import { checkParameter } from '../http/check.ts';
import { generateImages } from '../images/generate.ts';
import { checkSize } from '../images/output-size.ts';
import { digestSchema, nameParameter } from '../models/model-reference.ts';
import { type Machinery, useVersion } from '../models/use-version.ts';

/** Where a request names the receipt. */
export const place = { pointer: '/receipt' };

/**
 * The file, unsigned.
 *
 * @throws ProblemError `version_not_found`, `model_unavailable`; `unknown_class`,
 *   `unknown_direction`, `unsupported_size` for what
 *   the version cannot have made
 */
export async function replay(
  c: Context<AppEnv>,
  machinery: Machinery,
  receipt: Receipt,
): Promise<ReceiptedFile> {
  const { seed, n, class: name, truncation, directions = [], valueType } = receipt;
  const { format, size, resampling, quality, columns } = receipt;
  const model = nameParameter('model', receipt.model);
  const digest = checkParameter(digestSchema, 'digest', receipt.digest);
  const output = {
    format,
    ...(size === undefined ? {} : { size }),
    ...(resampling === undefined ? {} : { resampling }),
    ...(quality === undefined ? {} : { quality }),
    ...(columns === undefined ? {} : { columns }),
  };
  const version = await useVersion(c, machinery, { model, digest }, place);
  const made = await version.withGenerator((loaded) => {
    checkSize(output, n, loaded.generator.imageShape, place);
    const wanted = { seed, class: name, count: n, truncation, directions };
    return generateImages({ ...wanted, withValues: valueType === 'float32' }, loaded);
  });
  const { codecs } = machinery;
  return makeFile(made, { model, digest, truncation, directions, output, codecs });
}
