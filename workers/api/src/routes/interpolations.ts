/** `POST /v1/interpolations`. */

import type { components } from '@comfy-edge/contract';
import { contactSheet, encodeApng, encodePng, engineId, resizeImage } from '@comfy-edge/runtime';
import { Hono } from 'hono';
import type { AppEnv } from '../env.ts';
import { answerOfModel } from '../http/answer.ts';
import { readJson } from '../http/body.ts';
import { chooseMediaType } from '../http/choose-media-type.ts';
import { ServerTiming } from '../http/server-timing.ts';
import { checkSize } from '../images/output-size.ts';
import { encodeGif } from '../latent/gif.ts';
import { imageJson } from '../latent/image-json.ts';
import {
  type InterpolationRequest,
  parseInterpolationRequest,
} from '../latent/interpolation-request.ts';
import { type Frame, type PlacedWaypoint, placeWaypoints, walk } from '../latent/walk.ts';
import { requireScope } from '../middleware/require-scope.ts';
import { type Machinery, useVersion, type Version } from '../models/use-version.ts';

/** Sixteen latents of the largest size there may be, written out. */
const bodyLimitBytes = 2 * 1024 * 1024;
const mediaTypes = ['image/apng', 'image/gif', 'image/png', 'application/json'] as const;

interface Walked {
  readonly version: Version;
  readonly classes: readonly string[];
  readonly waypoints: readonly PlacedWaypoint[];
  readonly frames: readonly Frame[];
}

export function interpolationsRoutes(machinery: Machinery): Hono<AppEnv> {
  const app = new Hono<AppEnv>();

  app.post('/v1/interpolations', requireScope('images:write'), async (c) => {
    const mediaType = chooseMediaType(c.req.header('Accept'), mediaTypes);
    const request = parseInterpolationRequest(await readJson(c.req.raw, bodyLimitBytes));
    c.get('log').images = request.frames;

    const timing = new ServerTiming();
    const version = await useVersion(c, machinery, request.reference);
    const walked = await version.withGenerator(({ manifest, generator }) => {
      timing.mark('model');
      const waypoints = placeWaypoints(request, manifest);
      const { classes } = manifest;
      const output = { format: 'png', ...request.output } as const;
      checkSize(output, request.frames, generator.imageShape, { pointer: '/size' });
      const frames = walk(generator, waypoints, request).map(({ position, image }) => ({
        position,
        image: resizeImage(image, output),
      }));
      return { classes, waypoints, frames };
    });
    timing.mark('generate');
    const body = await bodyOf(mediaType, request, { version, ...walked });
    timing.mark('encode');
    const { digest } = version;
    return answerOfModel({ body, mediaType, digest, timing, immutable: request.immutable });
  });

  return app;
}

async function bodyOf(
  mediaType: (typeof mediaTypes)[number],
  request: InterpolationRequest,
  walked: Walked,
): Promise<Uint8Array<ArrayBuffer> | string> {
  const images = walked.frames.map(({ image }) => image);
  switch (mediaType) {
    case 'image/apng':
      return encodeApng(images, { frameMs: request.frameMs });
    case 'image/gif':
      return encodeGif(images, request.frameMs);
    case 'image/png':
      return encodePng(contactSheet(images, request.columns));
    case 'application/json':
      return JSON.stringify(await describe(request, walked));
    default:
      return mediaType satisfies never;
  }
}

async function describe(
  { truncation, loop }: InterpolationRequest,
  { version: { model, digest }, classes, waypoints, frames }: Walked,
): Promise<components['schemas']['Interpolation']> {
  return {
    model,
    digest,
    engineId,
    truncation,
    loop,
    waypoints: waypoints.map(({ seed, classIndex }) => ({
      ...(seed === undefined ? {} : { seed }),
      class: classes[classIndex] ?? '',
      classIndex,
    })),
    frames: await Promise.all(
      frames.map(async ({ position, image }, index) => ({
        index,
        position,
        ...(await imageJson(image)),
      })),
    ),
  };
}
