/** `POST /v1/images`. */

import type { Problem } from '@comfy-edge/contract';
import { makeFile, toToken } from '@comfy-edge/runtime';
import { Hono } from 'hono';
import { every } from 'hono/combine';
import { keepImage } from '../cache/image-cache.ts';
import type { AppEnv } from '../env.ts';
import { answerOfModel } from '../http/answer.ts';
import { readJson } from '../http/body.ts';
import { chunkStream } from '../http/chunk-stream.ts';
import { drawBoundary, multipartType } from '../http/multipart.ts';
import { eventStreamType } from '../http/server-sent-event.ts';
import { ServerTiming } from '../http/server-timing.ts';
import { addressOf, canonicalPath, entityTag } from '../images/address.ts';
import { jsonBody } from '../images/answer.ts';
import { resume } from '../images/event-id.ts';
import { imageAnswer, keptAnswer } from '../images/file-answer.ts';
import { generateImage, generateImages, type MadeImage } from '../images/generate.ts';
import { type ImageSource, imageEvents, imageParts } from '../images/image-stream.ts';
import { chooseOutput } from '../images/output.ts';
import { checkSize } from '../images/output-size.ts';
import { addressAsked, answerFromCache, hasAddress } from '../images/posted-image.ts';
import { type ImagesRequest, parseImagesRequest } from '../images/request.ts';
import { admit, isOnRecord, openSeed } from '../ledger/admit.ts';
import { creates } from '../middleware/creates.ts';
import { lateProblem } from '../middleware/problem.ts';
import { requireScope } from '../middleware/require-scope.ts';
import { type Machinery, useVersion } from '../models/use-version.ts';
import { signReceipt } from '../receipts/sign-receipt.ts';

const bodyLimitBytes = 16 * 1024;
const json = 'application/json';
const otherTypes = [json, eventStreamType, multipartType] as const;

export function imagesRoutes(machinery: Machinery): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const making = every(requireScope('images:write'), creates(machinery, bodyLimitBytes));
  const { codecs, keyring } = machinery;

  app.post('/v1/images', making, async (c) => {
    const asked = parseImagesRequest(await readJson(c.req.raw, bodyLimitBytes), openSeed(c));
    const accept = c.req.header('Accept');
    const { mediaType, output, valueType } = chooseOutput(accept, asked.output, otherTypes);
    const isStream = mediaType === eventStreamType || mediaType === multipartType;
    const lastEventId = mediaType === eventStreamType ? c.req.header('Last-Event-ID') : undefined;
    const { request, firstIndex } = resume(asked, lastEventId);
    const { count, truncation, directions, immutable } = request;
    c.get('log').images = count - firstIndex;

    // A request on record is looked for in the ledger, any other in the cache: that takes no round trip.
    const cost = { images: count - firstIndex, isStream };
    const stored = isOnRecord(c) ? await admit(c, cost) : undefined;
    if (stored !== undefined) return stored;
    const timing = new ServerTiming();
    const version = await useVersion(c, machinery, request.reference);
    const { model, digest } = version;
    const keys = await keyring.keysOf(c.env.RECEIPT_KEYS);
    const { origin } = new URL(c.req.url);
    const place = { origin, model, digest, signer: keys.signing?.kid };
    const isFile = !isStream && mediaType !== json;
    const asAsked = isFile && !isOnRecord(c) ? addressAsked(request, output) : undefined;
    if (asAsked !== undefined) {
      const found = await answerFromCache(
        { ...place, path: canonicalPath(asAsked) },
        mediaType,
        timing,
      );
      c.get('log').imageCache = found ? 'hit' : 'miss';
      if (found !== undefined) return found;
    }
    if (!isOnRecord(c)) await admit(c, cost);
    const wanted = { ...request, withValues: valueType === 'float32' };
    const made = await version.withGenerator((loaded) => {
      timing.mark('model');
      checkSize(output, count, loaded.generator.imageShape, { pointer: '/size' });
      // Of a stream one image is made before the answer begins, so that refusals are answers.
      if (!isStream) return generateImages(wanted, loaded);
      return firstIndex < count ? [generateImage(wanted, firstIndex, loaded)] : [];
    });
    timing.mark('generate');
    const sign = (receipt: string) => signReceipt(receipt, keys);
    const options = { model, digest, truncation, directions, output, codecs, sign };
    const common = { digest, timing, immutable: immutable && !isStream };
    const headers = { 'Comfy-Seed': `${request.seed}`, ...classOf(request, made) };

    if (isStream) {
      const make = async (index: number) =>
        (index === firstIndex ? made[0] : undefined) ??
        (await version.withGenerator((loaded) => generateImage(wanted, index, loaded)));
      const source = { request, firstIndex, make, options };
      const { body, contentType } = streamOf(mediaType, source, (error) => lateProblem(error, c));
      return answerOfModel({ ...common, body, mediaType: contentType, headers });
    }
    if (mediaType === json) {
      const body = await jsonBody(made, options);
      timing.mark('encode');
      return answerOfModel({ ...common, body, mediaType, headers });
    }
    const file = await makeFile(made, options);
    timing.mark('encode');

    const [only] = made;
    const address = hasAddress(request) && only ? addressOf(only, truncation, output) : undefined;
    if (only !== undefined && address !== undefined) {
      const path = canonicalPath(address);
      const tag = await entityTag(digest, path, place.signer);
      const kept = keptAnswer(imageAnswer(file, only, { digest, tag }));
      c.executionCtx.waitUntil(keepImage({ ...place, path }, kept));
    }
    return answerOfModel({
      ...{ ...common, body: file.bytes, mediaType },
      headers: { ...headers, 'Comfy-Receipt': toToken(file) },
    });
  });

  return app;
}

function streamOf(
  mediaType: typeof eventStreamType | typeof multipartType,
  source: ImageSource,
  problemOf: (error: unknown) => Problem,
): { readonly body: ReadableStream; readonly contentType: string } {
  if (mediaType === eventStreamType) {
    return { body: chunkStream(imageEvents(source, problemOf)), contentType: mediaType };
  }
  const boundary = drawBoundary();
  return {
    body: chunkStream(imageParts(source, boundary)),
    contentType: `${mediaType}; boundary=${boundary}`,
  };
}

/** Where all images are of one class; of a stream not all are there yet. */
function classOf(
  request: ImagesRequest,
  made: readonly MadeImage[],
): { readonly 'Comfy-Class'?: string } {
  const [first, ...others] = made;
  if (first === undefined || others.some((it) => it.class !== first.class)) return {};
  if (request.class === undefined && request.count > made.length) return {};
  return { 'Comfy-Class': first.class };
}
