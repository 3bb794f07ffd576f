/** `POST /v1/encodings`. */

import type { components } from '@comfy-edge/contract';
import { exp } from '@comfy-edge/model';
import { engineId } from '@comfy-edge/runtime';
import { Hono } from 'hono';
import { every } from 'hono/combine';
import type { AppEnv } from '../env.ts';
import { answerOfModel } from '../http/answer.ts';
import { chooseMediaType } from '../http/choose-media-type.ts';
import { ServerTiming } from '../http/server-timing.ts';
import { encodePicture } from '../latent/encode-picture.ts';
import { imageBodyLimitBytes, readImageBody } from '../latent/image-body.ts';
import { openPicture } from '../latent/picture.ts';
import { sourceJson } from '../latent/picture-json.ts';
import { parseEncodingRequest } from '../latent/picture-request.ts';
import { admit } from '../ledger/admit.ts';
import { creates } from '../middleware/creates.ts';
import { requireScope } from '../middleware/require-scope.ts';
import { type Machinery, useVersion } from '../models/use-version.ts';

/** Of log σ²: beyond it, σ is 0 or infinite for every purpose. */
const largestLogVariance = 80;

export function encodingsRoutes(machinery: Machinery): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const making = every(requireScope('images:write'), creates(machinery, imageBodyLimitBytes));

  app.post('/v1/encodings', making, async (c) => {
    const mediaType = chooseMediaType(c.req.header('Accept'), ['application/json']);
    const { fields, picture: bytes } = await readImageBody(c.req.raw);
    const request = parseEncodingRequest(fields);
    const stored = await admit(c, { images: 1 });
    if (stored !== undefined) return stored;
    const timing = new ServerTiming();
    const picture = await openPicture(bytes, request.background);
    timing.mark('decode');
    const version = await useVersion(c, machinery, request.reference);
    const { mean, logVariance, conversions } = await encodePicture(version, picture);
    timing.mark('model');
    const { model, digest } = version;
    const encoding: components['schemas']['Encoding'] = {
      model,
      digest,
      engineId,
      mean: [...mean],
      sigma: Array.from(logVariance, sigmaOf),
      source: sourceJson(picture, conversions),
    };
    const body = JSON.stringify(encoding);
    return answerOfModel({ body, mediaType, digest, timing, immutable: request.immutable });
  });

  return app;
}

function sigmaOf(logVariance: number): number {
  const bounded = Math.max(-largestLogVariance, Math.min(largestLogVariance, logVariance));
  return exp(bounded / 2);
}
