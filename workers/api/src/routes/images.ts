/** `POST /v1/images`. */

import { sha256Hex } from '@comfy-edge/model';
import { type Codecs, type Engine, engineId } from '@comfy-edge/runtime';
import { Hono } from 'hono';
import type { AppEnv } from '../env.ts';
import { readJson } from '../http/body.ts';
import { negotiate } from '../http/negotiate.ts';
import { ProblemError } from '../http/problem-error.ts';
import { ServerTiming } from '../http/server-timing.ts';
import { showValue } from '../http/show-value.ts';
import { fileBody, jsonBody } from '../images/answer.ts';
import { generateImages, type MadeImage } from '../images/generate.ts';
import { parseImagesRequest } from '../images/request.ts';
import { requireScope } from '../middleware/require-scope.ts';
import { loadVersion } from '../models/load-version.ts';
import type { ModelCache } from '../models/model-cache.ts';
import { Registry } from '../models/registry.ts';
import { Storage } from '../models/storage.ts';

const bodyLimitBytes = 16 * 1024;
const mediaTypes = ['image/png', 'application/json'] as const;

export interface ImagesRoutesOptions {
  readonly bootEngine: () => Promise<Engine>;
  readonly codecs: Codecs;
  readonly models: ModelCache;
}

export function imagesRoutes({ bootEngine, codecs, models }: ImagesRoutesOptions): Hono<AppEnv> {
  const app = new Hono<AppEnv>();

  app.post('/v1/images', requireScope('images:write'), async (c) => {
    const mediaType = chooseMediaType(c.req.header('Accept'));
    const request = parseImagesRequest(await readJson(c.req.raw, bodyLimitBytes));
    const { model } = request.reference;
    const log = Object.assign(c.get('log'), { model, images: request.count });

    const timing = new ServerTiming();
    const engine = await bootEngine();
    const registry = new Registry(new Storage(c.env.MODELS));
    const digest = await registry.resolve(request.reference);
    log.digest = digest;
    const { result: made, cache } = await models.use(
      `${model}@${digest}`,
      () => loadVersion({ engine, registry, model, digest }),
      (loaded) => {
        timing.mark('model');
        return generateImages(request, loaded);
      },
    );
    log.cache = cache;
    timing.mark('generate');
    const body =
      mediaType === 'image/png'
        ? await fileBody(made, { format: 'png', columns: request.columns }, codecs)
        : await jsonBody(made, request, digest);
    timing.mark('encode');

    return new Response(body, {
      headers: {
        'Content-Type': mediaType,
        Vary: 'Accept',
        'Comfy-Seed': `${request.seed}`,
        'Comfy-Model-Digest': digest,
        'Comfy-Engine-Id': engineId,
        'Server-Timing': timing.toString(),
        ...onlyClass(made),
        ...(request.immutable
          ? {
              'Cache-Control': 'public, max-age=31536000, immutable',
              ETag: `"${await sha256Hex(body)}"`,
            }
          : { 'Cache-Control': 'no-store' }),
      },
    });
  });

  return app;
}

/** @throws ProblemError `not_acceptable` */
function chooseMediaType(accept: string | undefined): (typeof mediaTypes)[number] {
  const chosen = negotiate(accept, mediaTypes);
  if (chosen !== undefined) return chosen;
  throw new ProblemError(
    'not_acceptable',
    `expected one of ${mediaTypes.join(', ')}, got ${showValue(accept)}`,
    { parameter: 'Accept' },
  );
}

function onlyClass(made: readonly MadeImage[]): { 'Comfy-Class'?: string } {
  const [first, ...others] = made;
  if (first === undefined || others.some((it) => it.class !== first.class)) return {};
  return { 'Comfy-Class': first.class };
}
