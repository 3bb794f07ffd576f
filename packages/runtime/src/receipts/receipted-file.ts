/**
 * Images as the file that a service answers with, receipt and all. Without a signature the bytes are the
 * same wherever they are made: by a Worker, or offline in Node.
 */
import { sha256Hex } from '@comfy-edge/model';
import {
  type Animation,
  type RenderedAnimation,
  renderAnimation,
} from '../animation/render-animation.ts';
import type { Codecs } from '../codecs/codecs.ts';
import { engineId } from '../engine-id.gen.ts';
import type { Drawing } from '../recipe/draw.ts';
import type { Recipe } from '../recipe/recipe.ts';
import {
  DEFAULT_JPEG_QUALITY,
  type Output,
  type Rendered,
  renderImages,
  renderValues,
} from '../render.ts';
import { embedReceipt } from './embed.ts';
import type { EmbeddedReceipt } from './embedded-receipt.ts';
import { maxReceiptLength, type Receipt, receiptText } from './receipt.ts';

/** An image with what it takes to make it again. */
export interface OriginalImage extends Drawing {
  /** The seed that makes it alone. */
  readonly seed: number;
  /** By name. */
  readonly class: string;
}

interface FileFacts {
  readonly model: string;
  readonly digest: string;
  readonly codecs: Codecs;
  /** Signs the text of a receipt. */
  readonly sign?: ((receipt: string) => Promise<string | undefined>) | undefined;
}

export interface RecipeFileOptions extends FileFacts {
  readonly output: Output | Animation;
}

export interface FileOptions extends FileFacts {
  readonly truncation: number;
  readonly directions?: Receipt['directions'];
  readonly output: Output;
}

interface MadeFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mediaType: (Rendered | RenderedAnimation)['mediaType'];
  readonly width: number;
  readonly height: number;
}

export interface ReceiptedFile extends MadeFile, EmbeddedReceipt {
  readonly mediaType: Rendered['mediaType'];
}

export interface RecipeFile extends MadeFile {
  /** Absent where the recipe is longer than a receipt may be. */
  readonly embedded?: EmbeddedReceipt;
}

/**
 * Images of seeds.
 *
 * @param images one or more of one size, of consecutive seeds
 * @throws RangeError as `renderImages`
 */
export async function makeFile(
  images: readonly OriginalImage[],
  { truncation, directions = [], ...options }: FileOptions,
): Promise<ReceiptedFile> {
  const [first] = images as readonly [OriginalImage];
  const isOneClass = images.every((it) => it.class === first.class);
  const recipe: Recipe = {
    ...{ seed: first.seed, n: images.length, truncation },
    ...(isOneClass && { class: first.class }),
    ...(directions.length > 0 && { directions }),
  };
  const { embedded, ...file } = await makeRecipeFile(recipe, images, options);
  if (embedded === undefined) throw new Error('expected room for a receipt of seeds, got none');
  return { ...embedded, ...file, mediaType: file.mediaType as Rendered['mediaType'] };
}

/**
 * Images of any recipe.
 *
 * @param drawings what the recipe draws, in order
 * @throws RangeError as `renderImages` and `renderAnimation`
 */
export async function makeRecipeFile(
  recipe: Recipe,
  drawings: readonly Drawing[],
  { model, digest, output, codecs, sign }: RecipeFileOptions,
): Promise<RecipeFile> {
  const values = drawings.flatMap((it) => it.values ?? []);
  const { samples, ...file } = await render(drawings, values, output, codecs);
  const receipt = receiptText({
    version: 1,
    engine: engineId,
    ...{ model, digest },
    ...recipe,
    ...outputFacts(output, drawings),
    ...(values.length > 0 && { valueType: 'float32' as const }),
    pixels: await sha256Hex(samples),
  });
  if (receipt.length > maxReceiptLength) return file;
  const signature = await sign?.(receipt);
  const embedded: EmbeddedReceipt = signature === undefined ? { receipt } : { receipt, signature };
  const { bytes, width, height } = file;
  const encoded = { format: output.format, bytes, width, height };
  return { ...file, bytes: embedReceipt(encoded, embedded), embedded };
}

function render(
  drawings: readonly Drawing[],
  values: readonly Float32Array[],
  output: Output | Animation,
  codecs: Codecs,
): Promise<Rendered | RenderedAnimation> {
  const images = drawings.map(({ image }) => image);
  if ('frameMs' in output) return renderAnimation(images, output, codecs);
  if (values.length > 0) return Promise.resolve(renderValues(values, images));
  return renderImages(images, output, codecs);
}

/** Only what decides the file: defaults are written out, and what changes nothing is left out. */
function outputFacts(
  output: Output | Animation,
  drawings: readonly Drawing[],
): Pick<Receipt, 'format' | 'quality' | 'size' | 'resampling' | 'columns' | 'frameMs'> {
  const { format, quality, size, resampling = 'nearest' } = output;
  const count = drawings.length;
  const ownWidth = drawings[0]?.image.width;
  const kept = format === 'jpeg' ? (quality ?? DEFAULT_JPEG_QUALITY) : quality;
  const columns = 'columns' in output ? output.columns : undefined;
  const isSheet = count > 1 && format !== 'npy' && !('frameMs' in output);
  return {
    format,
    ...(kept !== undefined && { quality: kept }),
    ...(size !== undefined && size !== ownWidth && { size, resampling }),
    ...(isSheet && { columns: columns ?? Math.ceil(Math.sqrt(count)) }),
    ...('frameMs' in output && { frameMs: output.frameMs }),
  };
}
