/**
 * The Worker as it is deployed, bundled by wrangler and run by workerd, over HTTP; and the promise
 * that Node's own runtime makes the same bytes.
 */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256Hex } from '@comfy-edge/model';
import {
  boot,
  Codecs,
  drawComparison,
  drawRecipe,
  encodePng,
  engineId,
  findReceipt,
  loadModel,
  makeFile,
  makeRecipeFile,
  outputOf,
  parseReceipt,
  pictureFormatOf,
  recipeOf,
} from '@comfy-edge/runtime';
import { loadNodeCodecs, loadNodeWasm } from '@comfy-edge/runtime/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalServer, startLocalServer } from '../../scripts/local-server.ts';
import { sign } from '../support/publishers.ts';
import { makeTinyModel, type TinyModel, tinyEncoderGraph } from '../support/tiny-model.ts';

let server: LocalServer;
let persistTo: string;
let imagesKey: string;
let modelsKey: string;
let model: TinyModel;
let output = '';

beforeAll(async () => {
  persistTo = await mkdtemp(join(tmpdir(), 'comfy-edge-test-'));
  model = await makeTinyModel(1, undefined, { encoderGraph: tinyEncoderGraph });
  server = await startLocalServer({
    persistTo,
    onOutput: (text) => {
      output += text;
    },
  });
  imagesKey = await server.createKey('images:write');
  modelsKey = await server.createKey('models:write');
}, 60_000);

afterAll(async () => {
  await server?.close();
  await rm(persistTo, { recursive: true });
});

async function put(
  path: string,
  type: string,
  body: BodyInit,
  headers: Record<string, string> = {},
) {
  const response = await fetch(`${server.url}${path}`, {
    method: 'PUT',
    headers: { Authorization: `Bearer ${modelsKey}`, 'Content-Type': type, ...headers },
    body,
  });
  expect(response.status, await response.clone().text()).toBe(201);
}

async function generate(body: unknown): Promise<Uint8Array> {
  return post('/v1/images', body, 'image/png');
}

async function post(path: string, body: unknown, accept: string): Promise<Uint8Array> {
  const authorization = `Bearer ${imagesKey}`;
  const response = await fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: {
      ...{ Authorization: authorization, 'Content-Type': 'application/json', Accept: accept },
    },
    body: JSON.stringify(body),
  });
  expect(response.headers.get('content-type')).toBe(accept);
  expect(response.headers.get('comfy-engine-id')).toBe(engineId);
  return response.bytes();
}

test('publish over HTTP, generate, and get what Node generates', async () => {
  const json = 'application/json';
  for (const [sha256, bytes] of model.blobs) {
    await put(`/v1/blobs/${sha256}`, 'application/octet-stream', new Uint8Array(bytes));
  }
  const manifest = new Uint8Array(model.manifestBytes);
  const { digest } = model;
  const key = await server.believePublisher();
  const publication = await sign({ model: 'tiny', digest, key });
  await put(`/v1/models/tiny/versions/${digest}`, json, manifest, {
    'Comfy-Publication': publication,
  });
  const target = JSON.stringify({ digest: model.digest });
  await put('/v1/models/tiny/aliases/latest', json, target, { 'If-None-Match': '*' });

  // A burst to a cold isolate: each request waits for the one that loads, and none for ever.
  const burst = Array.from({ length: 20 }, () => generate({ model: 'tiny', class: 0, seed: 42 }));
  const digests = await Promise.all((await Promise.all(burst)).map(sha256Hex));
  expect(new Set(digests).size).toBe(1);

  const engine = await boot(await loadNodeWasm());
  const codecs = new Codecs(await loadNodeCodecs());
  const { generator } = await loadModel({
    engine,
    manifestBytes: model.manifestBytes,
    readBlob: async (sha256) => model.blobs.get(sha256) ?? new Uint8Array(0),
  });
  for (const [classIndex, seed] of [
    [0, 42],
    [1, 0],
    [2, 0xffffffff],
  ] as const) {
    const fromEdge = await generate({ model: 'tiny', class: classIndex, seed });
    const image = generator.generate({ classIndex, seed });
    const name = model.manifest.classes[classIndex] ?? '';
    const fromNode = await makeFile([{ seed, class: name, image }], {
      ...{ model: 'tiny', digest: model.digest, truncation: 1, output: { format: 'png' }, codecs },
    });
    expect(await sha256Hex(fromEdge)).toBe(await sha256Hex(fromNode.bytes));
  }
});

test('what a receipt says of paths, pictures and comparisons, Node makes again to the byte', async () => {
  const loaded = await loadModel({
    engine: await boot(await loadNodeWasm()),
    manifestBytes: model.manifestBytes,
    readBlob: async (sha256) => model.blobs.get(sha256) ?? new Uint8Array(0),
  });
  const codecs = new Codecs(await loadNodeCodecs());
  const pixels = Uint8Array.from({ length: 8 * 8 * 3 }, (_, i) => (i * 5) % 256);
  const image = Buffer.from(encodePng({ pixels, width: 8, height: 8, channels: 3 }));
  const waypoints = [
    { seed: 1, class: 0 },
    { latent: [1, 0, -1, 2, 0, 0.5, 0, 0], class: 2 },
  ];
  const path = { model: 'tiny', frames: 4, truncation: 0.9, waypoints };
  const picture = { model: 'tiny', image: image.toString('base64'), seed: 3, n: 4 };
  for (const [route, body, accept] of [
    ['/v1/interpolations', path, 'image/apng'],
    ['/v1/interpolations', { ...path, loop: true }, 'image/gif'],
    ['/v1/interpolations', { ...path, size: 24 }, 'image/webp'],
    ['/v1/interpolations', path, 'image/jpeg'],
    ['/v1/variations', picture, 'image/png'],
    ['/v1/comparisons', { models: ['tiny', 'tiny'], n: 5, seed: 7 }, 'image/webp'],
  ] as const) {
    const file = await post(route, body, accept);
    const format = pictureFormatOf(file);
    const { receipt: text = '' } = (format && findReceipt(format, file)) ?? {};
    const receipt = parseReceipt(text);
    const recipe = recipeOf(receipt);
    const drawings =
      recipe.against === undefined
        ? drawRecipe(recipe, loaded)
        : drawComparison(recipe, loaded, loaded);
    const { digest } = model;
    const options = { model: 'tiny', digest, output: outputOf(receipt), codecs };
    const { bytes } = await makeRecipeFile(recipe, drawings, options);
    expect(await sha256Hex(bytes), `${route} as ${accept}`).toBe(await sha256Hex(file));
  }
});

test('every request leaves one line of JSON', async () => {
  const headers = { 'X-Request-Id': 'find-me' };
  await fetch(`${server.url}/v1/models/nope`, { headers });
  await expect.poll(() => output).toContain('find-me');
  const line = output.split('\n').find((it) => it.includes('find-me')) ?? '';
  expect(JSON.parse(line)).toMatchObject({
    requestId: 'find-me',
    method: 'GET',
    route: '/v1/models/:model',
    status: 404,
  });
});

test('a server that is closed is gone', async () => {
  await server.close();
  await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
});
