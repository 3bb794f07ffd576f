/** `POST /v1/reconstructions`. */

import type { components } from '@comfy-edge/contract';
import { encodePng, engineId } from '@comfy-edge/runtime';
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
import { parseReconstructionRequest } from '../latent/picture-request.ts';
import { reconstruct } from '../latent/reconstruct.ts';
import { requireScope } from '../middleware/require-scope.ts';
import { type Machinery, useVersion } from '../models/use-version.ts';

const mediaTypes = ['image/png', 'application/json'] as const;

export function reconstructionsRoutes(machinery: Machinery): Hono<AppEnv> {
  const app = new Hono<AppEnv>();

  app.post('/v1/reconstructions', requireScope('images:write'), async (c) => {
    const mediaType = chooseMediaType(c.req.header('Accept'), mediaTypes);
    const { fields, picture: bytes } = await readImageBody(c.req.raw);
    const request = parseReconstructionRequest(fields);
    const timing = new ServerTiming();
    const picture = await openPicture(bytes, request.background);
    timing.mark('decode');
    const version = await useVersion(c, machinery, request.reference);
    const encoded = await encodePicture(version, picture);
    const { made, className } = await version.withGenerator((loaded) => {
      timing.mark('model');
      const made = reconstruct(loaded, encoded, request.class);
      return { made, className: loaded.manifest.classes[made.classIndex] ?? '' };
    });
    timing.mark('generate');
    const { model, digest } = version;
    const describe = async (): Promise<components['schemas']['Reconstruction']> => ({
      model,
      digest,
      engineId,
      class: className,
      classIndex: made.classIndex,
      classGiven: request.class !== undefined,
      meanAbsoluteLevels: made.meanAbsoluteLevels,
      source: sourceJson(picture, encoded.conversions),
      picture: await imageJson(encoded.image),
      reconstruction: await imageJson(made.image),
    });
    const body =
      mediaType === 'image/png' ? encodePng(made.image) : JSON.stringify(await describe());
    timing.mark('encode');
    const headers = { 'Comfy-Class': className };
    return answerOfModel({
      ...{ body, mediaType, digest, timing, headers, immutable: request.immutable },
    });
  });

  return app;
}
