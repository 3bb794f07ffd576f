/** Clients that people already have, pointed at the Worker as it is deployed: `openai` and the AI SDK. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createComfyEdge } from '@comfy-edge/ai-sdk-provider';
import { APICallError, generateImage } from 'ai';
import { decode, encode } from 'fast-png';
import OpenAI, { toFile } from 'openai';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalServer, startLocalServer } from '../../scripts/local-server.ts';
import { sign } from '../support/publishers.ts';
import { makeTinyModel, tinyEncoderGraph } from '../support/tiny-model.ts';

let server: LocalServer;
let persistTo: string;
let imagesKey: string;
let openai: OpenAI;

beforeAll(async () => {
  persistTo = await mkdtemp(join(tmpdir(), 'comfy-edge-clients-'));
  server = await startLocalServer({ persistTo });
  imagesKey = await server.createKey('images:write');
  await publish();
  openai = new OpenAI({ baseURL: `${server.url}/openai/v1`, apiKey: imagesKey, maxRetries: 0 });
}, 60_000);

afterAll(async () => {
  await server?.close();
  await rm(persistTo, { recursive: true });
});

async function publish(): Promise<void> {
  const modelsKey = await server.createKey('models:write');
  const model = await makeTinyModel(1, undefined, { encoderGraph: tinyEncoderGraph });
  const put = async (path: string, type: string, body: BodyInit, headers = {}) => {
    const response = await fetch(`${server.url}${path}`, {
      method: 'PUT',
      headers: { Authorization: `Bearer ${modelsKey}`, 'Content-Type': type, ...headers },
      body,
    });
    expect(response.status, await response.text()).toBe(201);
  };
  for (const [sha256, bytes] of model.blobs) {
    await put(`/v1/blobs/${sha256}`, 'application/octet-stream', new Uint8Array(bytes));
  }
  const json = 'application/json';
  const manifest = new Uint8Array(model.manifestBytes);
  const { digest } = model;
  const key = await server.believePublisher();
  const publication = await sign({ model: 'tiny', digest, key });
  await put(`/v1/models/tiny/versions/${digest}`, json, manifest, {
    'Comfy-Publication': publication,
  });
  const target = JSON.stringify({ digest: model.digest });
  await put('/v1/models/tiny/aliases/latest', json, target, { 'If-None-Match': '*' });
}

/** The pixels that `POST /v1/images` makes. */
async function pixelsOf(name: string, seed: number, size?: number) {
  const response = await fetch(`${server.url}/v1/images`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${imagesKey}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ model: 'tiny', class: name, seed, ...(size && { size }) }),
  });
  return decode(await response.arrayBuffer()).data;
}

describe('openai', () => {
  test('generates the very images of a seed', async () => {
    const { data = [] } = await openai.images.generate({
      ...{ model: 'tiny', prompt: 'a star', n: 2, response_format: 'b64_json' },
      // What is ours goes through as further fields.
      ...{ seed: 42 },
    });
    const images = data.map(({ b64_json = '' }) => decode(Buffer.from(b64_json, 'base64')).data);
    expect(images).toEqual([await pixelsOf('star', 42), await pixelsOf('star', 43)]);
    expect(data[0]?.revised_prompt).toBe('star');
  });

  test('gets another size, and URLs that show the image', async () => {
    const { data = [] } = await openai.images.generate({
      ...{ model: 'tiny', prompt: 'circles', response_format: 'url', size: '64x64' as 'auto' },
      ...{ seed: 7 },
    });
    const url = data[0]?.url ?? '';
    expect(url).toMatch(/^data:image\/png;base64,/);
    const shown = decode(await (await fetch(url)).arrayBuffer());
    expect(shown).toMatchObject({ width: 64, height: 64 });
    expect(shown.data).toEqual(await pixelsOf('circle', 7, 64));
  });

  test('learns which classes there are', async () => {
    const failure = openai.images.generate({ model: 'tiny', prompt: 'an astronaut on a horse' });
    await expect(failure).rejects.toBeInstanceOf(OpenAI.UnprocessableEntityError);
    await expect(failure).rejects.toMatchObject({
      ...{ status: 422, code: 'unknown_class', param: 'prompt', type: 'invalid_request_error' },
      message: expect.stringContaining('(circle, square, star), got "an astronaut on a horse"'),
    });
  });

  test('fails by its own classes of errors', async () => {
    const stranger = new OpenAI({ baseURL: openai.baseURL, apiKey: 'nobody', maxRetries: 0 });
    await expect(
      stranger.images.generate({ model: 'tiny', prompt: 'star' }),
    ).rejects.toBeInstanceOf(OpenAI.AuthenticationError);
    await expect(openai.images.generate({ model: 'nope', prompt: 'star' })).rejects.toBeInstanceOf(
      OpenAI.NotFoundError,
    );
    await expect(openai.images.generate({ model: 'tiny', prompt: '' })).rejects.toBeInstanceOf(
      OpenAI.BadRequestError,
    );
  });

  test('varies a picture', async () => {
    const data = Uint8Array.from({ length: 8 * 8 * 3 }, (_, i) => (i * 5) % 256);
    const picture = encode({ data, width: 8, height: 8, channels: 3 });
    const image = await toFile(picture, 'picture.png', { type: 'image/png' });
    const { data: made = [] } = await openai.images.createVariation({
      ...{ model: 'tiny', image, n: 3, response_format: 'b64_json' },
      ...{ class: 'square', strength: 1, seed: 9 },
    });
    expect(made).toHaveLength(3);
    // At full strength nothing is left of the picture.
    const first = decode(Buffer.from(made[0]?.b64_json ?? '', 'base64')).data;
    expect(first).toEqual(await pixelsOf('square', 9));
  });

  test('lists the models', async () => {
    const models = await openai.models.list();
    expect(models.data.map(({ id, owned_by }) => [id, owned_by])).toEqual([['tiny', 'comfy-edge']]);
    expect(models.data[0]?.created).toBeGreaterThan(1_700_000_000);
  });
});

describe('the AI SDK', () => {
  const edge = () => createComfyEdge({ baseUrl: server.url, apiKey: imagesKey });

  test('generates the very images of a seed', async () => {
    const result = await generateImage({
      ...{ model: edge().image('tiny'), prompt: 'star', n: 2, seed: 42, maxRetries: 0 },
    });
    expect(result.images.map(({ mediaType }) => mediaType)).toEqual(['image/png', 'image/png']);
    expect(result.images.map(({ uint8Array }) => decode(uint8Array).data)).toEqual([
      await pixelsOf('star', 42),
      await pixelsOf('star', 43),
    ]);
    expect(result.providerMetadata.comfyEdge?.images).toEqual([
      { class: 'star', seed: 42 },
      { class: 'star', seed: 43 },
    ]);
    expect(result.warnings).toEqual([]);
  });

  test('takes a class and a size, and says what it cannot do', async () => {
    const { image, warnings } = await generateImage({
      ...{ model: edge().image('tiny'), prompt: 'anything', size: '16x16', seed: 1, maxRetries: 0 },
      ...{ aspectRatio: '1:1', providerOptions: { comfyEdge: { class: 'circle' } } },
    });
    expect(decode(image.uint8Array)).toMatchObject({ width: 16, height: 16 });
    expect(decode(image.uint8Array).data).toEqual(await pixelsOf('circle', 1, 16));
    expect(warnings).toMatchObject([{ type: 'unsupported', feature: 'aspectRatio' }]);
  });

  test('learns which classes there are', async () => {
    const failure = generateImage({
      ...{ model: edge().image('tiny'), prompt: 'a castle', maxRetries: 0 },
    });
    await expect(failure).rejects.toSatisfy(APICallError.isInstance);
    await expect(failure).rejects.toThrow(/\(circle, square, star\), got "a castle"/);
  });

  test('has no other models', () => {
    expect(() => edge().languageModel('tiny')).toThrow(/tiny/);
    expect(() => createComfyEdge({ baseUrl: 'nowhere', apiKey: 'x' })).toThrow(/to be a URL/);
  });
});
