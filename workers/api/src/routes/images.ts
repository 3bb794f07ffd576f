/** `POST /v1/images`. */

import { makeFile } from '@comfy-edge/runtime';
import { Hono } from 'hono';
import { keepImage } from '../cache/image-cache.ts';
import type { AppEnv } from '../env.ts';
import { answerOfModel } from '../http/answer.ts';
import { readJson } from '../http/body.ts';
import { ServerTiming } from '../http/server-timing.ts';
import { addressOf } from '../images/address.ts';
import { jsonBody } from '../images/answer.ts';
import { generateImages, type MadeImage } from '../images/generate.ts';
import { keptAnswer } from '../images/kept-answer.ts';
import { chooseOutput } from '../images/output.ts';
import { checkSize } from '../images/output-size.ts';
import { parseImagesRequest } from '../images/request.ts';
import { requireScope } from '../middleware/require-scope.ts';
import { type Machinery, useVersion } from '../models/use-version.ts';
import { signReceipt, toToken } from '../receipts/jws.ts';

const bodyLimitBytes = 16 * 1024;
const json = 'application/json';

export function imagesRoutes(machinery: Machinery): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const { codecs, keyring } = machinery;

  app.post('/v1/images', requireScope('images:write'), async (c) => {
    const request = parseImagesRequest(await readJson(c.req.raw, bodyLimitBytes));
    const { count, truncation, directions, immutable } = request;
    const accept = c.req.header('Accept');
    const { mediaType, output, valueType } = chooseOutput(accept, request.output, [json]);
    c.get('log').images = count;

    const timing = new ServerTiming();
    const version = await useVersion(c, machinery, request.reference);
    const { model, digest } = version;
    const made = await version.withGenerator((loaded) => {
      timing.mark('model');
      checkSize(output, count, loaded.generator.imageShape, { pointer: '/size' });
      return generateImages({ ...request, withValues: valueType === 'float32' }, loaded);
    });
    timing.mark('generate');
    const keys = await keyring.keysOf(c.env.RECEIPT_KEYS);
    const sign = (receipt: string) => signReceipt(receipt, keys);
    const options = { model, digest, truncation, directions, output, codecs, sign };
    const common = { mediaType, digest, timing, immutable };
    const headers = { 'Comfy-Seed': `${request.seed}`, ...onlyClass(made) };
    if (mediaType === json) {
      const body = await jsonBody(made, options);
      timing.mark('encode');
      return answerOfModel({ ...common, body, headers });
    }
    const file = await makeFile(made, options);
    timing.mark('encode');

    const [only, ...others] = made;
    // An address says nothing of directions.
    const hasAddress = immutable && directions.length === 0 && others.length === 0;
    if (hasAddress && only !== undefined) {
      const address = addressOf(only, truncation, output);
      if (address !== undefined) {
        const { origin } = new URL(c.req.url);
        const image = { origin, model, digest, address, signer: keys.signing?.kid };
        c.executionCtx.waitUntil(keepImage(image, await keptAnswer(image, only, file)));
      }
    }
    return answerOfModel({
      ...common,
      body: file.bytes,
      headers: { ...headers, 'Comfy-Receipt': toToken(file) },
    });
  });

  return app;
}

function onlyClass(made: readonly MadeImage[]): { 'Comfy-Class'?: string } {
  const [first, ...others] = made;
  if (first === undefined || others.some((it) => it.class !== first.class)) return {};
  return { 'Comfy-Class': first.class };
}
