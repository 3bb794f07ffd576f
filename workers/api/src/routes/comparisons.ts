/** `POST /v1/comparisons`. */

import type { components } from '@comfy-edge/contract';
import { contactSheet, encodePng, engineId } from '@comfy-edge/runtime';
import { Hono } from 'hono';
import type { AppEnv } from '../env.ts';
import { answerOfModel } from '../http/answer.ts';
import { readJson } from '../http/body.ts';
import { chooseMediaType } from '../http/choose-media-type.ts';
import { ServerTiming } from '../http/server-timing.ts';
import {
  differenceImage,
  imagesOf,
  type Pair,
  pairUp,
  shapeOf,
  subjectsOf,
} from '../latent/compare.ts';
import { type ComparisonRequest, parseComparisonRequest } from '../latent/comparison-request.ts';
import { imageJson } from '../latent/image-json.ts';
import { requireScope } from '../middleware/require-scope.ts';
import { type Machinery, useVersion, type Version } from '../models/use-version.ts';

type Comparison = components['schemas']['Comparison'];

const bodyLimitBytes = 16 * 1024;
const mediaTypes = ['image/png', 'application/json'] as const;

export function comparisonsRoutes(machinery: Machinery): Hono<AppEnv> {
  const app = new Hono<AppEnv>();

  app.post('/v1/comparisons', requireScope('images:write'), async (c) => {
    const mediaType = chooseMediaType(c.req.header('Accept'), mediaTypes);
    const request = parseComparisonRequest(await readJson(c.req.raw, bodyLimitBytes));
    c.get('log').images = 2 * request.count;
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
    const subjects = subjectsOf(request, shapes);
    const { truncation } = request;
    const right = await second.withGenerator((it) => imagesOf(it, subjects, truncation));
    const left = await first.withGenerator((it) => imagesOf(it, subjects, truncation));
    const pairs = pairUp(subjects, left, right);
    timing.mark('generate');
    const body =
      mediaType === 'image/png'
        ? sheetOf(pairs, request)
        : JSON.stringify(await describe(pairs, [first, second], request));
    timing.mark('encode');
    return answerOfModel({
      ...{ body, mediaType, timing, immutable: request.immutable },
      headers: { 'Comfy-Seed': `${request.seed}` },
    });
  });

  return app;
}

/** Of each pair the first, the second, and what differs. */
function sheetOf(pairs: readonly Pair[], { columns }: ComparisonRequest): Uint8Array<ArrayBuffer> {
  const images = pairs.flatMap((pair) => [...pair.images, differenceImage(pair.images)]);
  return encodePng(contactSheet(images, 3 * columns));
}

async function describe(
  pairs: readonly Pair[],
  versions: readonly [Version, Version],
  { truncation }: ComparisonRequest,
): Promise<Comparison> {
  const mean = (distanceOf: (pair: Pair) => number) =>
    pairs.reduce((sum, pair) => sum + distanceOf(pair), 0) / pairs.length;
  return {
    versions: versions.map(({ model, digest }) => ({ model, digest })),
    engineId,
    truncation,
    meanAbsoluteLevels: mean((pair) => pair.meanAbsoluteLevels),
    structuralSimilarity: mean((pair) => pair.structuralSimilarity),
    pairs: await Promise.all(
      pairs.map(async ({ images, ...pair }, index) => ({
        index,
        ...pair,
        images: await Promise.all(images.map(imageJson)),
      })),
    ),
  };
}
