/** `GET /v1/models/{model}/versions/{digest}/directions`. */

import type { components } from '@comfy-edge/contract';
import { contactSheet, type Image, type LoadedModel } from '@comfy-edge/runtime';
import { type Context, Hono } from 'hono';
import { etag } from 'hono/etag';
import type { AppEnv } from '../env.ts';
import { checkParameter, expecting } from '../http/check.ts';
import { imageJson } from '../latent/image-json.ts';
import { hasPublicImages, readImages } from '../middleware/read-images.ts';
import { classIndexOfParameter } from '../models/class-index.ts';
import { digestParameter, nameParameter } from '../models/model-reference.ts';
import { type Machinery, useVersion } from '../models/use-version.ts';

/** Of a strip, in standard deviations of the direction. */
const amounts = [-3, -2, -1, 0, 1, 2, 3];

export function directionsRoutes(machinery: Machinery): Hono<AppEnv> {
  const app = new Hono<AppEnv>();

  app.get('/v1/models/:model/versions/:digest/directions', readImages, etag(), async (c) => {
    const model = nameParameter('model', c.req.param('model'));
    const digest = digestParameter('digest', c.req.param('digest'));
    const seed = seedParameter(c);
    const reference = { model, digest };
    const version = await useVersion(c, machinery, reference, { parameter: 'digest' });
    const { classes, classIndex, found, strips } = await version.withGenerator((loaded) => {
      const { classes, directions = [] } = loaded.manifest;
      const classIndex = classIndexOfParameter(c.req.query('class') ?? '0', classes);
      const strips = directions.map((_, index) => stripOf(loaded, index, { seed, classIndex }));
      return { classes, classIndex, found: directions, strips };
    });
    const body: components['schemas']['Directions'] = {
      model,
      digest,
      seed,
      class: classes[classIndex] ?? '',
      classIndex,
      directions: await Promise.all(
        found.map(async ({ vector, explainedVariance }, index) => ({
          index,
          explainedVariance,
          vector: [...vector],
          strip: { amounts, ...(await imageJson(strips[index] as Image)) },
        })),
      ),
    };
    const audience = hasPublicImages(c.env) ? 'public' : 'private';
    return c.json(body, 200, { 'Cache-Control': `${audience}, max-age=31536000, immutable` });
  });

  return app;
}

/** One image at several places along a direction, side by side. */
function stripOf(
  { manifest: { directions = [] }, generator }: LoadedModel,
  index: number,
  options: { readonly seed: number; readonly classIndex: number },
): Image {
  const vector = directions[index]?.vector ?? [];
  const images = amounts.map((amount) =>
    generator.generate({ ...options, moves: [{ vector, amount }] }),
  );
  return contactSheet(images, amounts.length);
}

function seedParameter(c: Context<AppEnv>): number {
  const text = c.req.query('seed') ?? '0';
  const isSeed = (input: unknown) =>
    /^(0|[1-9]\d{0,9})$/.test(String(input)) && Number(input) <= 0xffffffff;
  return Number(checkParameter(expecting('an integer from 0 to 4294967295', isSeed), 'seed', text));
}
