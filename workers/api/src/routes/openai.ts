/**
 * `/openai/v1/…`: what the official `openai` client and everything built on it can talk to. The prompt is
 * the name of a class (`openai/match-prompt.ts`); `class` and `seed` are taken as further fields.
 */

import type { components } from '@comfy-edge/contract';
import type { Digest } from '@comfy-edge/model';
import {
  drawRecipe,
  type Image,
  makeFile,
  makeRecipeFile,
  mediaTypes,
  type Output,
} from '@comfy-edge/runtime';
import { type Context, Hono } from 'hono';
import { every } from 'hono/combine';
import type { AppEnv } from '../env.ts';
import { encodeBase64 } from '../http/base64.ts';
import { readJson } from '../http/body.ts';
import { addressOf, canonicalPath } from '../images/address.ts';
import { generateImages } from '../images/generate.ts';
import { encodePicture } from '../latent/encode-picture.ts';
import { openPicture } from '../latent/picture.ts';
import { pictureRecipe } from '../latent/picture-recipe.ts';
import { admit, openSeed } from '../ledger/admit.ts';
import { creates } from '../middleware/creates.ts';
import { hasPublicImages } from '../middleware/read-images.ts';
import { requireScope } from '../middleware/require-scope.ts';
import { Registry } from '../models/registry.ts';
import { type Machinery, useVersion } from '../models/use-version.ts';
import { formLimitBytes, readPictureForm } from '../openai/form.ts';
import { classOfPrompt } from '../openai/match-prompt.ts';
import { outputOf } from '../openai/output.ts';
import { answerOpenAiProblem } from '../openai/problem.ts';
import { parseGeneration, parseVariation } from '../openai/request.ts';
import { receiptSigner } from '../receipts/receipt-signer.ts';

type Images = components['schemas']['OpenAiImages'];

const bodyLimitBytes = 16 * 1024;
const modelsShown = 100;

/** An image to answer with, and what it takes to make it again. */
interface Made {
  readonly seed: number;
  readonly class: string;
  readonly image: Image;
}

export function openaiRoutes(machinery: Machinery): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const making = (limitBytes: number) =>
    every(requireScope('images:write'), creates(machinery, limitBytes));
  const { codecs } = machinery;
  app.onError(answerOpenAiProblem);

  app.get('/openai/v1/models', async (c) => {
    const models = await new Registry(c.env).versions.listModels(modelsShown);
    const data = models.map(({ name, published_at }) => ({
      id: name,
      object: 'model' as const,
      created: secondsOf(published_at),
      owned_by: 'comfy-edge',
    }));
    const body: components['schemas']['OpenAiModels'] = { object: 'list', data };
    return c.json(body, 200, { 'Cache-Control': 'no-store' });
  });

  app.post('/openai/v1/images/generations', making(bodyLimitBytes), async (c) => {
    const request = parseGeneration(await readJson(c.req.raw, bodyLimitBytes), openSeed(c));
    c.get('log').images = request.count;
    const stored = await admit(c, { images: request.count });
    if (stored !== undefined) return stored;
    const version = await useVersion(c, machinery, request.reference);
    const { made, output } = await version.withGenerator((loaded) => {
      const wanted = request.class ?? classOfPrompt(request.prompt, loaded.manifest.classes);
      const output = outputOf(request, loaded.generator.imageShape);
      return {
        output,
        made: generateImages({ ...request, class: wanted, truncation: 1 }, loaded),
      };
    });
    // Images that can be made again by their seed have an address.
    const urlOf = request.asUrl && hasPublicImages(c.env) ? addressBelow(c, version) : undefined;
    const { model, digest } = version;
    const sign = await receiptSigner(c, machinery);
    const options = { model, digest, truncation: 1, output, codecs, sign };
    const fileOf = (image: Made) => makeFile([image], options);
    return answerImages(c, made, { output, fileOf, asUrl: request.asUrl, urlOf });
  });

  app.post('/openai/v1/images/variations', making(formLimitBytes), async (c) => {
    const { picture: bytes, fields } = await readPictureForm(c.req.raw);
    const request = parseVariation(fields, openSeed(c));
    c.get('log').images = request.count;
    const triesClasses = request.class === undefined;
    const stored = await admit(c, { images: request.count, triesClasses });
    if (stored !== undefined) return stored;
    const picture = await openPicture(bytes, 'white');
    const version = await useVersion(c, machinery, request.reference);
    const encoded = await encodePicture(version, picture);
    const { made, output, recipe } = await version.withGenerator((loaded) => {
      const output = outputOf(request, loaded.generator.imageShape);
      const { className, recipe } = pictureRecipe(loaded, encoded, request);
      const made = drawRecipe(recipe, loaded).map(({ image }, i) => {
        return { image, seed: (request.seed + i) % 2 ** 32, class: className };
      });
      return { output, made, recipe };
    });
    const { model, digest } = version;
    const options = { model, digest, output, codecs, sign: await receiptSigner(c, machinery) };
    const fileOf = ({ image, seed }: Made) =>
      makeRecipeFile({ ...recipe, seed, n: 1 }, [{ image }], options);
    return answerImages(c, made, { output, fileOf, asUrl: request.asUrl });
  });

  return app;
}

interface AnswerOptions {
  readonly output: Output;
  readonly fileOf: (made: Made) => Promise<{ readonly bytes: Uint8Array }>;
  readonly asUrl: boolean;
  /** Where an image can be had by everybody; without it, a URL carries the image itself. */
  readonly urlOf?: ((made: Made, output: Output) => string | undefined) | undefined;
}

async function answerImages(
  c: Context<AppEnv>,
  made: readonly Made[],
  { output, fileOf, asUrl, urlOf }: AnswerOptions,
): Promise<Response> {
  const data: Images['data'] = [];
  for (const it of made) {
    const address = urlOf?.(it, output);
    const about = { revised_prompt: it.class, class: it.class, seed: it.seed };
    if (address !== undefined) {
      data.push({ url: address, ...about });
      continue;
    }
    const base64 = encodeBase64((await fileOf(it)).bytes);
    const url = `data:${mediaTypes[output.format]};base64,${base64}`;
    data.push({ ...(asUrl ? { url } : { b64_json: base64 }), ...about });
  }
  const body: Images = { created: secondsOf(Date.now()), data };
  return c.json(body, 200, { 'Cache-Control': 'no-store' });
}

function addressBelow(
  c: Context<AppEnv>,
  { model, digest }: { readonly model: string; readonly digest: Digest },
): (made: Made, output: Output) => string | undefined {
  const { origin } = new URL(c.req.url);
  return (made, output) => {
    const address = addressOf(made, 1, output);
    if (address === undefined) return undefined;
    return `${origin}/v1/models/${model}/versions/${digest}/${canonicalPath(address)}`;
  };
}

function secondsOf(ms: number): number {
  return Math.floor(ms / 1000);
}
