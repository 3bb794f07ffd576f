/** `POST /v1/reconstructions`. */

import type { components } from '@comfy-edge/contract';
import { type Drawing, drawRecipe, engineId, makeRecipeFile } from '@comfy-edge/runtime';
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
import { meanAbsoluteLevels } from '../latent/image-distance.ts';
import { imageJson } from '../latent/image-json.ts';
import { openPicture } from '../latent/picture.ts';
import { sourceJson } from '../latent/picture-json.ts';
import { pictureRecipe } from '../latent/picture-recipe.ts';
import { parseReconstructionRequest } from '../latent/picture-request.ts';
import { admit } from '../ledger/admit.ts';
import { creates } from '../middleware/creates.ts';
import { requireScope } from '../middleware/require-scope.ts';
import { type Machinery, useVersion } from '../models/use-version.ts';
import { receiptSigner } from '../receipts/receipt-signer.ts';

const json = 'application/json';
/** A variation without noise. */
const still = { strength: 0, count: 1, seed: 0 };

export function reconstructionsRoutes(machinery: Machinery): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const making = every(requireScope('images:write'), creates(machinery, imageBodyLimitBytes));

  app.post('/v1/reconstructions', making, async (c) => {
    const { fields, picture: bytes } = await readImageBody(c.req.raw);
    const request = parseReconstructionRequest(fields);
    const chosen = chooseOutput(c.req.header('Accept'), request.output, [json]);
    const { mediaType, output, valueType } = chosen;
    const stored = await admit(c, { images: 1, triesClasses: request.class === undefined });
    if (stored !== undefined) return stored;
    const timing = new ServerTiming();
    const picture = await openPicture(bytes, request.background);
    timing.mark('decode');
    const version = await useVersion(c, machinery, request.reference);
    const encoded = await encodePicture(version, picture);
    const made = await version.withGenerator((loaded) => {
      timing.mark('model');
      const { class: wanted } = request;
      const found = pictureRecipe(loaded, encoded, { class: wanted, ...still });
      checkSize(output, 1, loaded.generator.imageShape, { pointer: '/size' });
      const withValues = valueType === 'float32';
      const [drawing] = drawRecipe(found.recipe, loaded, { withValues });
      return { ...found, drawing: drawing as Drawing };
    });
    timing.mark('generate');
    const { model, digest } = version;
    const { recipe, drawing, className, classIndex } = made;
    const sign = await receiptSigner(c, machinery);
    const options = { model, digest, output, codecs: machinery.codecs, sign };
    const file = await makeRecipeFile(recipe, [drawing], options);
    const describe = async (): Promise<components['schemas']['Reconstruction']> => ({
      ...{ model, digest, engineId, class: className, classIndex },
      classGiven: request.class !== undefined,
      meanAbsoluteLevels: meanAbsoluteLevels(drawing.image, encoded.image),
      source: sourceJson(picture, encoded.conversions),
      picture: await imageJson(encoded.image),
      reconstruction: await fileJson(file, output.format),
    });
    const isJson = mediaType === json;
    const body = isJson ? JSON.stringify(await describe()) : file.bytes;
    timing.mark('encode');
    const headers = { 'Comfy-Class': className, ...(isJson ? {} : receiptHeader(file)) };
    return answerOfModel({
      ...{ body, mediaType, digest, timing, headers, immutable: request.immutable },
    });
  });

  return app;
}
