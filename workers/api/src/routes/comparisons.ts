/** `POST /v1/comparisons`. */

import type { components } from '@comfy-edge/contract';
import {
  besideEachOther,
  drawForComparison,
  engineId,
  makeRecipeFile,
  type RecipeFileOptions,
} from '@comfy-edge/runtime';
import { Hono } from 'hono';
import { every } from 'hono/combine';
import type { AppEnv } from '../env.ts';
import { answerOfModel } from '../http/answer.ts';
import { readJson } from '../http/body.ts';
import { ServerTiming } from '../http/server-timing.ts';
import { chooseOutput } from '../images/output.ts';
import { checkSize } from '../images/output-size.ts';
import {
  comparableClasses,
  comparisonRecipe,
  type Pair,
  pairUp,
  shapeOf,
} from '../latent/compare.ts';
import { parseComparisonRequest } from '../latent/comparison-request.ts';
import { fileJson, receiptHeader } from '../latent/file-json.ts';
import { admit, openSeed } from '../ledger/admit.ts';
import { creates } from '../middleware/creates.ts';
import { requireScope } from '../middleware/require-scope.ts';
import { type Machinery, useVersion, type Version } from '../models/use-version.ts';
import { receiptSigner } from '../receipts/receipt-signer.ts';

type Comparison = components['schemas']['Comparison'];

const bodyLimitBytes = 16 * 1024;
const json = 'application/json';

export function comparisonsRoutes(machinery: Machinery): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const making = every(requireScope('images:write'), creates(machinery, bodyLimitBytes));

  app.post('/v1/comparisons', making, async (c) => {
    const request = parseComparisonRequest(await readJson(c.req.raw, bodyLimitBytes), openSeed(c));
    const { mediaType, output } = chooseOutput(c.req.header('Accept'), request.output, [json]);
    c.get('log').images = 2 * request.count;
    const stored = await admit(c, { images: 2 * request.count });
    if (stored !== undefined) return stored;
    const timing = new ServerTiming();
    const [reference, other] = request.references;
    const first = await useVersion(c, machinery, reference, { pointer: '/models/0' });
    const second = await useVersion(c, machinery, other, { pointer: '/models/1' });
    // Each is loaded for its shape, and used again while this isolate most likely still holds it.
    const shapes = [
      await first.withGenerator(shapeOf),
      await second.withGenerator(shapeOf),
    ] as const;
    timing.mark('model');
    const classes = comparableClasses(shapes);
    const recipe = comparisonRecipe(request, shapes);
    checkSize(output, 3 * request.count, shapes[0].imageShape, { pointer: '/size' });
    const right = await second.withGenerator((it) => drawForComparison(recipe, it, classes));
    const left = await first.withGenerator((it) => drawForComparison(recipe, it, classes));
    timing.mark('generate');
    const sign = await receiptSigner(c, machinery);
    const options = { output, codecs: machinery.codecs, sign };
    const headers = { 'Comfy-Seed': `${request.seed}` };
    const common = { mediaType, timing, immutable: request.immutable };
    if (mediaType === json) {
      const pairs = pairUp(recipe, classes, left, right);
      const body = await describe(pairs, [first, second], request.truncation, options);
      timing.mark('encode');
      return answerOfModel({ ...common, body: JSON.stringify(body), headers });
    }
    const drawings = besideEachOther(left, right).map((image) => ({ image }));
    const against = { model: second.model, digest: second.digest };
    const { model, digest } = first;
    const file = await makeRecipeFile({ ...recipe, against }, drawings, {
      ...{ model, digest, ...options },
    });
    timing.mark('encode');
    const described = { ...headers, ...receiptHeader(file) };
    return answerOfModel({ ...common, body: file.bytes, headers: described });
  });

  return app;
}

async function describe(
  pairs: readonly Pair[],
  versions: readonly [Version, Version],
  truncation: number,
  options: Pick<RecipeFileOptions, 'codecs' | 'sign'> &
    Pick<ReturnType<typeof chooseOutput>, 'output'>,
): Promise<Comparison> {
  const mean = (distanceOf: (pair: Pair) => number) =>
    pairs.reduce((sum, pair) => sum + distanceOf(pair), 0) / pairs.length;
  const described: Comparison['pairs'] = [];
  for (const [index, { images, ...pair }] of pairs.entries()) {
    const recipe = { seed: pair.seed, n: 1, class: pair.class, truncation };
    const files: Comparison['pairs'][number]['images'] = [];
    for (const [i, { model, digest }] of versions.entries()) {
      const image = images[i] ?? images[0];
      const file = await makeRecipeFile(recipe, [{ image }], { model, digest, ...options });
      files.push(await fileJson(file, options.output.format));
    }
    described.push({ index, ...pair, images: files });
  }
  return {
    versions: versions.map(({ model, digest }) => ({ model, digest })),
    engineId,
    truncation,
    meanAbsoluteLevels: mean((pair) => pair.meanAbsoluteLevels),
    structuralSimilarity: mean((pair) => pair.structuralSimilarity),
    pairs: described,
  };
}
