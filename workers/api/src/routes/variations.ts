/** `POST /v1/variations`. */

import type { components } from '@comfy-edge/contract';
import { drawRecipe, engineId, makeRecipeFile } from '@comfy-edge/runtime';
import { Hono } from 'hono';
import { every } from 'hono/combine';
import type { AppEnv } from '../env.ts';
import { answerOfModel } from '../http/answer.ts';
import { ServerTiming } from '../http/server-timing.ts';
import { chooseOutput } from '../images/output.ts';
import { checkSize } from '../images/output-size.ts';
import { encodePicture } from '../latent/encode-picture.ts';
import { fileJson, receiptHeader } from '../latent/file-json.ts';
import { imageBodyLimitBytes, readImageBody } from '../latent/image-body.ts';
import { imageJson } from '../latent/image-json.ts';
import { openPicture } from '../latent/picture.ts';
import { sourceJson } from '../latent/picture-json.ts';
import { pictureRecipe } from '../latent/picture-recipe.ts';
import { parseVariationRequest } from '../latent/picture-request.ts';
import { admit, openSeed } from '../ledger/admit.ts';
import { creates } from '../middleware/creates.ts';
import { requireScope } from '../middleware/require-scope.ts';
import { type Machinery, useVersion } from '../models/use-version.ts';
import { receiptSigner } from '../receipts/receipt-signer.ts';

type Variations = components['schemas']['Variations'];

const json = 'application/json';

export function variationsRoutes(machinery: Machinery): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const making = every(requireScope('images:write'), creates(machinery, imageBodyLimitBytes));

  app.post('/v1/variations', making, async (c) => {
    const { fields, picture: bytes } = await readImageBody(c.req.raw);
    const request = parseVariationRequest(fields, openSeed(c));
    const chosen = chooseOutput(c.req.header('Accept'), request.output, [json]);
    const { mediaType, output, valueType } = chosen;
    c.get('log').images = request.count;
    const triesClasses = request.class === undefined;
    const stored = await admit(c, { images: request.count, triesClasses });
    if (stored !== undefined) return stored;
    const timing = new ServerTiming();
    const picture = await openPicture(bytes, request.background);
    timing.mark('decode');
    const version = await useVersion(c, machinery, request.reference);
    const encoded = await encodePicture(version, picture);
    const made = await version.withGenerator((loaded) => {
      timing.mark('model');
      const found = pictureRecipe(loaded, encoded, request);
      checkSize(output, request.count, loaded.generator.imageShape, { pointer: '/size' });
      const withValues = valueType === 'float32';
      return { ...found, drawings: drawRecipe(found.recipe, loaded, { withValues }) };
    });
    timing.mark('generate');
    const { model, digest } = version;
    const { recipe, drawings, className, classIndex } = made;
    const sign = await receiptSigner(c, machinery);
    const options = { model, digest, output, codecs: machinery.codecs, sign };
    const headers = { 'Comfy-Class': className, 'Comfy-Seed': `${request.seed}` };
    const common = { mediaType, digest, timing, immutable: request.immutable };
    if (mediaType !== json) {
      const file = await makeRecipeFile(recipe, drawings, options);
      timing.mark('encode');
      const described = { ...headers, ...receiptHeader(file) };
      return answerOfModel({ ...common, body: file.bytes, headers: described });
    }
    const images: Variations['images'] = [];
    for (const [index, drawing] of drawings.entries()) {
      const seed = (request.seed + index) % 2 ** 32;
      const file = await makeRecipeFile({ ...recipe, seed, n: 1 }, [drawing], options);
      images.push({ index, seed, ...(await fileJson(file, output.format)) });
    }
    const body: Variations = {
      ...{ model, digest, engineId, class: className, classIndex },
      classGiven: request.class !== undefined,
      strength: request.strength,
      source: sourceJson(picture, encoded.conversions),
      picture: await imageJson(encoded.image),
      images,
    };
    timing.mark('encode');
    return answerOfModel({ ...common, body: JSON.stringify(body), headers });
  });

  return app;
}
