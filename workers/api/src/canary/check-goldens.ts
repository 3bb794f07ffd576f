/** Makes golden images again, by the same path as any request's, and says which come out otherwise. */

import { sha256Hex } from '@comfy-edge/model';
import {
  type Drawing,
  drawRecipe,
  engineId,
  makeRecipeFile,
  type Recipe,
} from '@comfy-edge/runtime';
import { loadVersion } from '../models/load-version.ts';
import type { Registry } from '../models/registry.ts';
import type { Machinery } from '../models/use-version.ts';
import type { Golden, Goldens } from './goldens.ts';

export type GoldenMaker = Pick<Machinery, 'bootEngine' | 'codecs' | 'models'>;

/**
 * @returns names such as `sneaker-42.png`; none where all bytes are as they were
 * @throws Error where they cannot be compared: another engine, no such version, storage that fails
 */
export async function findChanged(
  goldens: Goldens,
  registry: Registry,
  maker: GoldenMaker,
): Promise<string[]> {
  if (goldens.engineId !== engineId) {
    throw new Error(
      `CANARY_GOLDENS: expected those of engine ${engineId}, got ${goldens.engineId}`,
    );
  }
  const changed: string[] = [];
  for (const golden of goldens.images) {
    if ((await makeAgain(golden, goldens, registry, maker)) === golden.sha256) continue;
    changed.push(`${golden.class}-${golden.seed}.${golden.format}`);
  }
  return changed;
}

async function makeAgain(
  { class: name, seed, format }: Golden,
  { model, digest }: Goldens,
  registry: Registry,
  { bootEngine, codecs, models }: GoldenMaker,
): Promise<string> {
  const recipe: Recipe = { seed, n: 1, class: name, truncation: 1 };
  const load = async () =>
    loadVersion({
      ...{ engine: await bootEngine(), registry, model, digest, where: {} },
    });
  const { result: drawings } = await models.use(`${model}@${digest}`, load, (loaded): Drawing[] =>
    drawRecipe(recipe, loaded),
  );
  const options = { model, digest, output: { format }, codecs };
  const { bytes } = await makeRecipeFile(recipe, drawings, options);
  return sha256Hex(bytes);
}
