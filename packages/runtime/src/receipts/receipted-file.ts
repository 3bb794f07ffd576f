/**
 * Images as the file that a service answers with, receipt and all. Without a signature the bytes are the
 * same wherever they are made: by a Worker, or offline in Node.
 */
import { sha256Hex } from '@comfy-edge/model';
import type { Codecs } from '../codecs/codecs.ts';
import { engineId } from '../engine-id.gen.ts';
import type { Image } from '../pixels.ts';
import {
  DEFAULT_JPEG_QUALITY,
  type Output,
  type Rendered,
  renderImages,
  renderValues,
} from '../render.ts';
import { embedReceipt } from './embed.ts';
import type { EmbeddedReceipt } from './embedded-receipt.ts';
import { type Receipt, receiptText } from './receipt.ts';

/** An image with what it takes to make it again. */
export interface OriginalImage {
  /** The seed that makes it alone. */
  readonly seed: number;
  /** By name. */
  readonly class: string;
  readonly image: Image;
  /** What the image was before it was rounded to bytes: makes a tensor one of floats. */
  readonly values?: Float32Array;
}

export interface FileOptions {
  readonly model: string;
  readonly digest: string;
  readonly truncation: number;
  readonly directions?: Receipt['directions'];
  readonly output: Output;
  readonly codecs: Codecs;
  /** Signs the text of a receipt. */
  readonly sign?: ((receipt: string) => Promise<string | undefined>) | undefined;
}

export interface ReceiptedFile extends EmbeddedReceipt {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mediaType: Rendered['mediaType'];
  readonly width: number;
  readonly height: number;
}

/**
 * @param images one or more of one size, of consecutive seeds
 * @throws RangeError as `renderImages`
 */
export async function makeFile(
  images: readonly OriginalImage[],
  { model, digest, truncation, directions = [], output, codecs, sign }: FileOptions,
): Promise<ReceiptedFile> {
  const values = images.flatMap((it) => it.values ?? []);
  const pictures = images.map(({ image }) => image);
  const rendered =
    values.length > 0
      ? renderValues(values, pictures)
      : await renderImages(pictures, output, codecs);
  const [first] = images as readonly [OriginalImage];
  const isOneClass = images.every((it) => it.class === first.class);
  const receipt = receiptText({
    version: 1,
    engine: engineId,
    model,
    digest,
    seed: first.seed,
    n: images.length,
    ...(isOneClass ? { class: first.class } : {}),
    truncation,
    ...(directions.length > 0 ? { directions } : {}),
    ...outputFacts(output, images.length, first.image.width),
    ...(values.length > 0 ? { valueType: 'float32' as const } : {}),
    pixels: await sha256Hex(rendered.samples),
  });
  const signature = await sign?.(receipt);
  const embedded: EmbeddedReceipt = signature === undefined ? { receipt } : { receipt, signature };
  const { width, height, mediaType, bytes } = rendered;
  const file = { format: output.format, bytes, width, height };
  return { ...embedded, bytes: embedReceipt(file, embedded), mediaType, width, height };
}

/** Only what decides the file: defaults are written out, and what changes nothing is left out. */
function outputFacts(
  { format, quality, size, resampling = 'nearest', columns }: Output,
  count: number,
  ownWidth: number,
): Pick<Receipt, 'format' | 'quality' | 'size' | 'resampling' | 'columns'> {
  const kept = format === 'jpeg' ? (quality ?? DEFAULT_JPEG_QUALITY) : quality;
  const isSheet = count > 1 && format !== 'npy';
  return {
    format,
    ...(kept === undefined ? {} : { quality: kept }),
    ...(size === undefined || size === ownWidth ? {} : { size, resampling }),
    ...(isSheet ? { columns: columns ?? Math.ceil(Math.sqrt(count)) } : {}),
  };
}
