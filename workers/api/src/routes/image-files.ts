/**
 * `GET /v1/models/{model}/versions/{digest}/images/{seed}.{format}`: images by URL, for `<img>` and for
 * caches. An address never shows anything else, so its entity tag is known before the image is.
 */

import type { Digest } from '@comfy-edge/model';
import { makeFile } from '@comfy-edge/runtime';
import { type Context, Hono } from 'hono';
import { every } from 'hono/combine';
import { type CachedImage, cacheStatus, findImage, keepImage } from '../cache/image-cache.ts';
import type { AppEnv } from '../env.ts';
import { holds } from '../http/entity-tags.ts';
import { ServerTiming } from '../http/server-timing.ts';
import { canonicalPath, entityTag, type ImageAddress, parseAddress } from '../images/address.ts';
import {
  cacheControl,
  foundAnswer,
  imageAnswer,
  keptAnswer,
  madeAnswer,
} from '../images/file-answer.ts';
import { generateImages, type MadeImage } from '../images/generate.ts';
import { checkSize } from '../images/output-size.ts';
import { admit } from '../ledger/admit.ts';
import { creates } from '../middleware/creates.ts';
import { hasPublicImages, readImages } from '../middleware/read-images.ts';
import { classIndexOfParameter } from '../models/class-index.ts';
import { digestParameter, nameParameter } from '../models/model-reference.ts';
import { Registry } from '../models/registry.ts';
import { type Machinery, splitCallerOf, useVersion } from '../models/use-version.ts';
import { signReceipt } from '../receipts/sign-receipt.ts';

/** A name with a dot: others are no images, and nothing is there. */
const file = ':file{[^/]+\\.[^/]+}';

export function imageFilesRoutes(machinery: Machinery): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const making = every(readImages, creates(machinery, 0));

  app.get(`/v1/models/:model/versions/:digest/images/${file}`, making, async (c) => {
    const model = nameParameter('model', c.req.param('model'));
    const digest = digestParameter('digest', c.req.param('digest'));
    const { origin, searchParams } = new URL(c.req.url);
    const address = parseAddress(c.req.param('file'), searchParams);
    const isPublic = hasPublicImages(c.env);
    const keys = await machinery.keyring.keysOf(c.env.RECEIPT_KEYS);
    const signer = keys.signing?.kid;
    const path = canonicalPath(address);
    const image: CachedImage = { origin, model, digest, path, signer };

    const tag = await entityTag(digest, path, signer);
    if (holds(c.req.header('If-None-Match'), tag)) {
      const headers = { ETag: tag, 'Cache-Control': cacheControl(isPublic) };
      return c.body(null, 304, { ...headers, 'Cache-Status': cacheStatus.notModified });
    }

    const timing = new ServerTiming();
    const found = await findImage(image);
    timing.mark('cache');
    Object.assign(c.get('log'), { model, digest, imageCache: found ? 'hit' : 'miss' });
    if (found !== undefined) {
      const headers = { 'Cache-Status': cacheStatus.hit, 'Server-Timing': timing.toString() };
      return foundAnswer(found, isPublic, headers);
    }

    await admit(c, { images: 1 });
    const made = await makeImage(c, machinery, { model, digest, address }, timing);
    const { truncation, output } = address;
    const sign = (receipt: string) => signReceipt(receipt, keys);
    const { codecs } = machinery;
    const file = await makeFile([made], { model, digest, truncation, output, codecs, sign });
    timing.mark('encode');
    const answer = imageAnswer(file, made, { digest, tag });
    c.executionCtx.waitUntil(keepImage(image, keptAnswer(answer)));
    const headers = { 'Cache-Status': cacheStatus.stored, 'Server-Timing': timing.toString() };
    return madeAnswer(answer, isPublic, headers);
  });

  app.get(`/v1/models/:model/aliases/:alias/images/${file}`, readImages, async (c) => {
    const model = nameParameter('model', c.req.param('model'));
    const alias = nameParameter('alias', c.req.param('alias'));
    const address = parseAddress(c.req.param('file'), new URL(c.req.url).searchParams);
    const registry = new Registry(c.env);
    const reference = { model, alias };
    const { digest } = await registry.resolve(reference, splitCallerOf(c), { parameter: 'alias' });
    return c.body(null, 307, {
      Location: `/v1/models/${model}/versions/${digest}/${canonicalPath(address)}`,
      'Cache-Control': 'no-cache',
    });
  });

  return app;
}

interface ImageByAddress {
  readonly model: string;
  readonly digest: Digest;
  readonly address: ImageAddress;
}

async function makeImage(
  c: Context<AppEnv>,
  machinery: Machinery,
  { model, digest, address }: ImageByAddress,
  timing: ServerTiming,
): Promise<MadeImage> {
  const { seed, truncation, class: name, output } = address;
  const version = await useVersion(c, machinery, { model, digest }, { parameter: 'digest' });
  const made = await version.withGenerator((loaded) => {
    timing.mark('model');
    const { manifest, generator } = loaded;
    const classIndex = name === undefined ? 0 : classIndexOfParameter(name, manifest.classes);
    checkSize(output, 1, generator.imageShape, { parameter: 'size' });
    return generateImages({ seed, class: classIndex, count: 1, truncation }, loaded);
  });
  timing.mark('generate');
  const [image] = made;
  if (image === undefined) throw new Error('expected an image, got none');
  return image;
}
