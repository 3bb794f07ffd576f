/** `POST /v1/variations`. */

import type { components } from '@comfy-edge/contract';
import { contactSheet, encodePng, engineId } from '@comfy-edge/runtime';
import { Hono } from 'hono';
import type { AppEnv } from '../env.ts';
import { answerOfModel } from '../http/answer.ts';
import { chooseMediaType } from '../http/choose-media-type.ts';
import { ServerTiming } from '../http/server-timing.ts';
import { encodePicture } from '../latent/encode-picture.ts';
import { readImageBody } from '../latent/image-body.ts';
import { imageJson } from '../latent/image-json.ts';
import { openPicture } from '../latent/picture.ts';
import { sourceJson } from '../latent/picture-json.ts';
import { parseVariationRequest } from '../latent/picture-request.ts';
import { vary } from '../latent/vary.ts';
import { requireScope } from '../middleware/require-scope.ts';
import { type Machinery, useVersion } from '../models/use-version.ts';

const mediaTypes = ['image/png', 'application/json'] as const;

export function variationsRoutes(machinery: Machinery): Hono<AppEnv> {
  const app = new Hono<AppEnv>();

  app.post('/v1/variations', requireScope('images:write'), async (c) => {
    const mediaType = chooseMediaType(c.req.header('Accept'), mediaTypes);
    const { fields, picture: bytes } = await readImageBody(c.req.raw);
    const request = parseVariationRequest(fields);
    c.get('log').images = request.count;
    const timing = new ServerTiming();
    const picture = await openPicture(bytes, request.background);
    timing.mark('decode');
    const version = await useVersion(c, machinery, request.reference);
    const encoded = await encodePicture(version, picture);
    const { classIndex, className, variations } = await version.withGenerator((loaded) => {
      timing.mark('model');
      const made = vary(loaded, encoded, request);
      return { ...made, className: loaded.manifest.classes[made.classIndex] ?? '' };
    });
    timing.mark('generate');
    const { model, digest } = version;
    const images = variations.map(({ image }) => image);
    const describe = async (): Promise<components['schemas']['Variations']> => ({
      model,
      digest,
      engineId,
      class: className,
      classIndex,
      classGiven: request.class !== undefined,
      strength: request.strength,
      source: sourceJson(picture, encoded.conversions),
      picture: await imageJson(encoded.image),
      images: await Promise.all(
        variations.map(async ({ seed, image }, index) => ({
          index,
          seed,
          ...(await imageJson(image)),
        })),
      ),
    });
    const sheet = () => {
      const [first] = images;
      return first !== undefined && images.length === 1
        ? first
        : contactSheet(images, request.columns);
    };
    const body = mediaType === 'image/png' ? encodePng(sheet()) : JSON.stringify(await describe());
    timing.mark('encode');
    const headers = { 'Comfy-Class': className, 'Comfy-Seed': `${request.seed}` };
    return answerOfModel({
      ...{ body, mediaType, digest, timing, headers, immutable: request.immutable },
    });
  });

  return app;
}
