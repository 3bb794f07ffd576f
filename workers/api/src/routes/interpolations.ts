/** `POST /v1/interpolations`. */

import type { components } from '@comfy-edge/contract';
import {
  type Drawing,
  drawRecipe,
  engineId,
  framePositions,
  makeRecipeFile,
  type Path,
  type Recipe,
  recipeAt,
} from '@comfy-edge/runtime';
import { Hono } from 'hono';
import { every } from 'hono/combine';
import type { AppEnv } from '../env.ts';
import { answerOfModel } from '../http/answer.ts';
import { readJson } from '../http/body.ts';
import { ServerTiming } from '../http/server-timing.ts';
import { checkSize } from '../images/output-size.ts';
import { fileJson, receiptHeader } from '../latent/file-json.ts';
import { chooseFrames } from '../latent/frames-output.ts';
import { parseInterpolationRequest } from '../latent/interpolation-request.ts';
import { pathRecipe } from '../latent/path-recipe.ts';
import { admit, openSeed } from '../ledger/admit.ts';
import { creates } from '../middleware/creates.ts';
import { requireScope } from '../middleware/require-scope.ts';
import { type Machinery, useVersion, type Version } from '../models/use-version.ts';
import { receiptSigner } from '../receipts/receipt-signer.ts';

/** Sixteen latents of the largest size there may be, written out. */
const bodyLimitBytes = 2 * 1024 * 1024;

type StillOptions = Parameters<typeof makeRecipeFile>[2] & { output: { format: StillFormat } };
type StillFormat = components['schemas']['EncodedImage']['format'];

interface Walked {
  readonly version: Version;
  readonly classes: readonly string[];
  readonly recipe: Recipe & { readonly path: Path };
  readonly drawings: readonly Drawing[];
}

export function interpolationsRoutes(machinery: Machinery): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const making = every(requireScope('images:write'), creates(machinery, bodyLimitBytes));

  app.post('/v1/interpolations', making, async (c) => {
    const body = await readJson(c.req.raw, bodyLimitBytes);
    const request = parseInterpolationRequest(body, openSeed(c));
    const chosen = chooseFrames(c.req.header('Accept'), request.output);
    const { mediaType, output, still, valueType } = chosen;
    c.get('log').images = request.frames;
    const stored = await admit(c, { images: request.frames });
    if (stored !== undefined) return stored;

    const timing = new ServerTiming();
    const version = await useVersion(c, machinery, request.reference);
    const walked = await version.withGenerator((loaded) => {
      timing.mark('model');
      const { manifest, generator } = loaded;
      const recipe = pathRecipe(request, manifest);
      checkSize(output, request.frames, generator.imageShape, { pointer: '/size' });
      const withValues = valueType === 'float32';
      const drawings = drawRecipe(recipe, loaded, { withValues });
      return { version, classes: manifest.classes, recipe, drawings };
    });
    timing.mark('generate');
    const { model, digest } = version;
    const { codecs } = machinery;
    const options = { model, digest, codecs, sign: await receiptSigner(c, machinery) };
    const common = { mediaType, digest, timing, immutable: request.immutable };
    if (mediaType === 'application/json') {
      const body = JSON.stringify(await describe(walked, { ...options, output: still }));
      timing.mark('encode');
      return answerOfModel({ ...common, body });
    }
    const file = await makeRecipeFile(walked.recipe, walked.drawings, { ...options, output });
    timing.mark('encode');
    return answerOfModel({ ...common, body: file.bytes, headers: receiptHeader(file) });
  });

  return app;
}

async function describe(
  { version: { model, digest }, classes, recipe, drawings }: Walked,
  options: StillOptions,
): Promise<components['schemas']['Interpolation']> {
  const { waypoints, loop = false } = recipe.path;
  const frames: components['schemas']['Interpolation']['frames'] = [];
  for (const [index, position] of framePositions(waypoints.length, recipe.n, loop).entries()) {
    const drawing = drawings[index] as Drawing;
    const file = await makeRecipeFile(recipeAt(recipe, index), [drawing], options);
    frames.push({ index, position, ...(await fileJson(file, options.output.format)) });
  }
  return {
    ...{ model, digest, engineId, truncation: recipe.truncation, loop },
    waypoints: waypoints.map(({ seed, class: name }) => ({
      ...(seed !== undefined && { seed }),
      class: name,
      classIndex: classes.indexOf(name),
    })),
    frames,
  };
}
