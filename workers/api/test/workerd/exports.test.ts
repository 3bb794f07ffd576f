/** Versions as files of other libraries. That these load them is tested where they are: trainer/src/export. */

import { env, exports } from 'cloudflare:workers';
import { parseManifest, sha256Hex } from '@comfy-edge/model';
import { beforeAll, expect, test } from 'vitest';
import { Client, freshClient, problemOf } from '../support/client.ts';
import { imagesKey } from '../support/test-keys.ts';
import type { TinyModel } from '../support/tiny-model.ts';

const edge = new Client();
let model: TinyModel;

beforeAll(async () => {
  model = await edge.publishWithEncoder('exported-both', 13);
});

const pathOf = (file: string) =>
  `/v1/models/exported-both/versions/${model.digest}/exports/${file}`;
const get = (file: string, init: RequestInit = {}) =>
  edge.send(pathOf(file), { key: imagesKey, ...init });

test.each([
  'generator',
  'encoder',
])('model.json of the %s names weights that are there', async (network) => {
  const { response } = await get(`${network}/model.json`);
  const { weightsManifest, userDefinedMetadata } = await response.json<{
    weightsManifest: { paths: string[]; weights: { shape: number[] }[] }[];
    userDefinedMetadata: { version: string };
  }>();
  expect(userDefinedMetadata.version).toBe(model.digest);
  const paths = weightsManifest.flatMap((group) => group.paths);
  expect(paths).toHaveLength(1);
  for (const path of paths) {
    const { response: weights, outcome } = await get(`${network}/${path}`);
    expect(outcome).toBe('getModelExport 200 application/octet-stream');
    expect((await weights.arrayBuffer()).byteLength).toBeGreaterThan(100);
  }
});

test('what was published comes back byte for byte', async () => {
  const { response: manifest, outcome } = await get('generator/manifest.json');
  expect(outcome).toBe('getModelExport 200 application/json');
  const bytes = new Uint8Array(await manifest.arrayBuffer());
  expect(await sha256Hex(bytes)).toBe(model.digest);
  const { networks } = parseManifest(bytes);
  for (const network of ['generator', 'encoder'] as const) {
    const { response: weights } = await get(`${network}/model.safetensors`);
    expect(weights.headers.get('content-type')).toBe('application/octet-stream');
    const file = new Uint8Array(await weights.arrayBuffer());
    expect(await sha256Hex(file)).toBe(networks[network]?.weights.sha256);
  }
});

test('weights that were damaged in storage are not given away', async () => {
  const damaged = await edge.publish('damaged-weights', 14);
  const [[sha256] = ['']] = damaged.blobs;
  await env.MODELS.put(`blobs/${sha256}`, 'damaged');
  const path = `/v1/models/damaged-weights/versions/${damaged.digest}/exports/generator`;
  const { outcome } = await edge.send(`${path}/model.safetensors`, { key: imagesKey });
  expect(outcome).toBe('getModelExport 503 model_unavailable');
});

test.each([
  'generator/model.json',
  'generator/model.onnx',
  'encoder/model.onnx',
  'generator/manifest.json',
  'encoder/model.safetensors',
])('%s never changes, and says so', async (file) => {
  const { response } = await get(file);
  expect(response.headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
  const etag = response.headers.get('etag') ?? '';
  const { response: head } = await get(file, { method: 'HEAD' });
  expect(head.headers.get('etag')).toBe(etag);
  expect(await head.text()).toBe('');
  const { response: again } = await get(file, { headers: { 'If-None-Match': `"x", ${etag}` } });
  expect(again.status).toBe(304);
  expect(again.headers.get('etag')).toBe(etag);
});

test('any page may ask, with a key or where images are open to everybody', async () => {
  const origin = { Origin: 'https://elsewhere.example' };
  const asking = { ...origin, 'Access-Control-Request-Method': 'GET' };
  const url = `http://edge.test${pathOf('generator/model.json')}`;
  const preflight = await exports.default.fetch(url, {
    method: 'OPTIONS',
    headers: { ...asking, 'Access-Control-Request-Headers': 'authorization' },
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-headers')).toContain('Authorization');

  const open = freshClient({ ...env, PUBLIC_IMAGES: 'true' });
  const { response, outcome } = await open.send(pathOf('generator/model.onnx'), {
    headers: origin,
  });
  expect(outcome).toBe('getModelExport 200 application/octet-stream');
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
  expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');

  const { response: refused } = await edge.send(pathOf('generator/model.onnx'), {
    headers: origin,
  });
  expect(refused.status).toBe(401);
  expect(refused.headers.get('access-control-allow-origin')).toBe('*');
});

test.each([
  ['discriminator/model.json', 'network', 'expected one of generator,encoder, got "discriminator"'],
  ['generator/model.pb', 'file', 'got "model.pb"'],
  [
    'generator/weights-1of1-0000000000000000.bin',
    'file',
    'expected one of model.json,weights-1of1-',
  ],
])('%s is not there', async (file, parameter, detail) => {
  const problem = await problemOf(await get(file));
  expect(problem).toMatchObject({ code: 'export_not_found', parameter });
  expect(problem.detail).toContain(detail);
});
