/** What a receipt says, made again: whichever operation of the service wrote it. */
import { type Digest, isDigest } from '@comfy-edge/model';
import {
  besideEachOther,
  type Drawing,
  drawForComparison,
  drawRecipe,
  embedReceipt,
  makeRecipeFile,
  outputOf,
  type Receipt,
  type RecipeFile,
  recipeOf,
  sharedClasses,
} from '@comfy-edge/runtime';
import { BadRequestError } from '../errors/bad-request-error.ts';
import { checkSize } from './check-parameters.ts';
import type { LocalEngine } from './engine.ts';
import type { Library, Version } from './library.ts';

/**
 * The file, unsigned.
 *
 * @throws BadRequestError `receipt_invalid` for what the version cannot have made, `unsupported_size`
 * @throws ReplayError, ComfyEdgeError of the service
 */
export async function remake(
  receipt: Receipt,
  library: Library,
  engine: LocalEngine,
): Promise<Required<RecipeFile>> {
  const recipe = recipeOf(receipt);
  const output = outputOf(receipt);
  const drawings = await drawAgain(receipt, library);
  const codecs = await engine.codecsFor(output.format);
  const { model, digest } = versionOf(receipt);
  const { embedded, ...file } = await makeRecipeFile(recipe, drawings, {
    ...{ model, digest, output, codecs },
  });
  if (embedded !== undefined) return { ...file, embedded };
  throw invalid('expected a receipt of the size there may be, got a longer one');
}

async function drawAgain(receipt: Receipt, library: Library): Promise<Drawing[]> {
  const recipe = recipeOf(receipt);
  const { against, n } = recipe;
  const output = outputOf(receipt);
  const count = against === undefined ? n : 3 * n;
  const version = versionOf(receipt);
  const shapeOf = (it: Version) =>
    library.use(it, ({ generator, manifest: { classes } }) => ({
      imageShape: generator.imageShape,
      classes,
    }));
  const first = await shapeOf(version);
  checkSize(output, count, first.imageShape);
  if (against === undefined) {
    const withValues = receipt.valueType === 'float32';
    return library.use(version, (it) => refusing(() => drawRecipe(recipe, it, { withValues })));
  }
  const other = versionOf(against);
  const second = await shapeOf(other);
  if (`${Object.values(first.imageShape)}` !== `${Object.values(second.imageShape)}`) {
    throw invalid('expected two versions whose images have one shape, got two shapes');
  }
  const classes = sharedClasses(first, second);
  const [left, right] = [
    await library.use(version, (it) => refusing(() => drawForComparison(recipe, it, classes))),
    await library.use(other, (it) => refusing(() => drawForComparison(recipe, it, classes))),
  ];
  return besideEachOther(left, right).map((image) => ({ image }));
}

/** The file as the service sent it, signature and all, where the receipt has one. */
export function withSignature(
  { embedded: { receipt }, width, height }: Required<RecipeFile>,
  unsigned: Uint8Array<ArrayBuffer>,
  signature: string | undefined,
  format: Receipt['format'],
): Uint8Array<ArrayBuffer> {
  if (signature === undefined) return unsigned;
  return embedReceipt({ format, bytes: unsigned, width, height }, { receipt, signature });
}

function versionOf({ model, digest }: { readonly model: string; readonly digest: string }): {
  readonly model: string;
  readonly digest: Digest;
} {
  if (isDigest(digest)) return { model, digest };
  throw invalid(`expected a digest, got ${digest}`);
}

function refusing<T>(action: () => T): T {
  try {
    return action();
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw invalid(cause.message, cause);
  }
}

function invalid(message: string, cause?: unknown): BadRequestError {
  return new BadRequestError(message, { code: 'receipt_invalid', cause });
}
