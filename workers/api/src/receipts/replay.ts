/** What a receipt says, made again by this engine. */

import {
  besideEachOther,
  type Drawing,
  drawForComparison,
  drawRecipe,
  makeRecipeFile,
  outputOf,
  type Receipt,
  type Recipe,
  type RecipeFile,
  recipeOf,
} from '@comfy-edge/runtime';
import type { Context } from 'hono';
import type { AppEnv } from '../env.ts';
import { checkParameter } from '../http/check.ts';
import { ProblemError } from '../http/problem-error.ts';
import { checkSize } from '../images/output-size.ts';
import { comparableClasses, shapeOf } from '../latent/compare.ts';
import { digestSchema, nameParameter } from '../models/model-reference.ts';
import { type Machinery, useVersion, type Version } from '../models/use-version.ts';
import { checkRecipe } from './check-recipe.ts';

/** Where a request names the receipt. */
export const place = { pointer: '/receipt' };

/**
 * The file, unsigned.
 *
 * @throws ProblemError `version_not_found`, `model_unavailable`; `unknown_class`,
 *   `unknown_direction`, `unsupported_size`, `receipt_invalid` for what
 *   the version cannot have made
 */
export async function replay(
  c: Context<AppEnv>,
  machinery: Machinery,
  receipt: Receipt,
): Promise<Required<RecipeFile>> {
  const recipe = recipeOf(receipt);
  const output = outputOf(receipt);
  const { against } = recipe;
  const version = await versionOf(c, machinery, receipt);
  const other = against && (await versionOf(c, machinery, against));
  const drawings =
    other === undefined
      ? await version.withGenerator((loaded) => {
          checkRecipe(recipe, loaded.manifest, place.pointer);
          checkSize(output, recipe.n, loaded.generator.imageShape, place);
          return drawRecipe(recipe, loaded, { withValues: receipt.valueType === 'float32' });
        })
      : await compareAgain(recipe, output, version, other);
  const { model, digest } = version;
  const { codecs } = machinery;
  const { embedded, ...file } = await makeRecipeFile(recipe, drawings, {
    ...{ model, digest, output, codecs },
  });
  if (embedded !== undefined) return { ...file, embedded };
  throw new ProblemError('receipt_invalid', 'expected a receipt of the size there may be', place);
}

function versionOf(
  c: Context<AppEnv>,
  machinery: Machinery,
  named: { readonly model: string; readonly digest: string },
): Promise<Version> {
  const model = nameParameter('model', named.model);
  const digest = checkParameter(digestSchema, 'digest', named.digest);
  return useVersion(c, machinery, { model, digest }, place);
}

async function compareAgain(
  recipe: Recipe,
  output: ReturnType<typeof outputOf>,
  first: Version,
  second: Version,
): Promise<Drawing[]> {
  const shapes = await Promise.all(
    [first, second].map((version) =>
      version.withGenerator((loaded) => {
        checkRecipe(recipe, loaded.manifest, place.pointer);
        return shapeOf(loaded);
      }),
    ),
  );
  const [a, b] = shapes as [ReturnType<typeof shapeOf>, ReturnType<typeof shapeOf>];
  const classes = sharedOf(a, b);
  checkSize(output, 3 * recipe.n, a.imageShape, place);
  const left = await first.withGenerator((it) => drawForComparison(recipe, it, classes));
  const right = await second.withGenerator((it) => drawForComparison(recipe, it, classes));
  return besideEachOther(left, right).map((image) => ({ image }));
}

/** Versions that cannot be compared have made no receipt. */
function sharedOf(...shapes: Parameters<typeof comparableClasses>[0]): string[] {
  try {
    return comparableClasses(shapes);
  } catch (cause) {
    if (!(cause instanceof ProblemError)) throw cause;
    throw new ProblemError('receipt_invalid', cause.message, { cause, ...place });
  }
}
