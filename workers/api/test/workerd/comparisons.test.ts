/** `POST /v1/comparisons`: the same latents on two versions. */

import type { components } from '@comfy-edge/contract';
import { decode } from 'fast-png';
import { beforeAll, expect, test } from 'vitest';
import { Client, problemOf } from '../support/client.ts';
import type { TinyModel } from '../support/tiny-model.ts';

type Comparison = components['schemas']['Comparison'];

const edge = new Client();
let before: TinyModel;
let after: TinyModel;

beforeAll(async () => {
  before = await edge.publish('promoted', 1);
  after = await edge.publish('promoted', 2);
});

async function compare(body: object): Promise<Comparison> {
  const { response, outcome } = await edge.post('/v1/comparisons', body, {
    accept: 'application/json',
  });
  expect(outcome).toBe('compareVersions 200 application/json');
  return response.json();
}

const both = () => [`promoted@${before.digest}`, `promoted@${after.digest}`];

test('pairs are the very images of both versions', async () => {
  const { versions, pairs } = await compare({ models: both(), seed: 7, n: 4, truncation: 0.8 });
  expect(versions).toEqual([
    { model: 'promoted', digest: before.digest },
    { model: 'promoted', digest: after.digest },
  ]);
  expect(pairs.map(({ seed }) => seed)).toEqual([7, 8, 9, 10]);
  expect(pairs.map((pair) => pair.class)).toEqual(['circle', 'square', 'star', 'circle']);
  for (const [i, model] of both().entries()) {
    const { images } = await edge.generateJson({ model, seed: 7, n: 4, truncation: 0.8 });
    // Receipts and all.
    expect(pairs.map((pair) => pair.images[i]?.sha256)).toEqual(images.map((it) => it.sha256));
  }
});

test('distances are of the pair, and their means of all', async () => {
  const { pairs, ...means } = await compare({ models: both(), seed: 7, n: 3, class: 'star' });
  for (const { images, meanAbsoluteLevels, structuralSimilarity } of pairs) {
    const [a = [], b = []] = images.map(({ base64 }) => pixelsOf(base64));
    const sum = a.reduce((total, value, i) => total + Math.abs(value - (b[i] ?? 0)), 0);
    expect(meanAbsoluteLevels).toBeCloseTo(sum / a.length, 10);
    expect(structuralSimilarity).toBeLessThan(1);
  }
  const mean = (values: number[]) => values.reduce((sum, it) => sum + it, 0) / values.length;
  expect(means.meanAbsoluteLevels).toBeCloseTo(mean(pairs.map((it) => it.meanAbsoluteLevels)), 10);
  expect(means.structuralSimilarity).toBeCloseTo(
    mean(pairs.map((it) => it.structuralSimilarity)),
    10,
  );
});

test('a version beside itself does not differ', async () => {
  const { pairs } = await compare({ models: ['promoted', 'promoted@latest'], n: 3 });
  for (const { meanAbsoluteLevels, structuralSimilarity } of pairs) {
    expect(meanAbsoluteLevels).toBe(0);
    expect(structuralSimilarity).toBeCloseTo(1, 12);
  }
});

test('a sheet shows the first, the second and their difference', async () => {
  const body = { models: both(), seed: 7, n: 1, class: 0 };
  const { response } = await edge.post('/v1/comparisons', body);
  expect(response.headers.get('comfy-seed')).toBe('7');
  expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  const sheet = decode(await response.arrayBuffer());
  expect(sheet).toMatchObject({ width: 28, height: 8, channels: 3 });
  const at = (x: number) => sheet.data[3 * x] ?? 0;
  for (let x = 0; x < 8; x++) expect(at(20 + x)).toBe(Math.abs(at(x) - at(10 + x)));
});

test('pairs have the format and size that was asked for', async () => {
  const { pairs } = await compare({ models: both(), seed: 7, n: 2, format: 'jpeg', size: 16 });
  expect(pairs.flatMap(({ images }) => images)).toMatchObject(
    Array(4).fill({ format: 'jpeg', width: 16, height: 16 }),
  );
  const { response, outcome } = await edge.post(
    '/v1/comparisons',
    { models: both(), seed: 7, n: 2 },
    { accept: 'application/x-npy' },
  );
  expect(outcome).toBe('compareVersions 200 application/x-npy');
  const tensor = String.fromCharCode(...new Uint8Array(await response.arrayBuffer()));
  expect(tensor).toContain("'shape': (6, 8, 8, 3)");
});

test.each<[string, object, object]>([
  ['one model', { models: ['tiny'] }, { code: 'invalid_request', pointer: '/models' }],
  ['three models', { models: ['a', 'b', 'c'] }, { code: 'invalid_request', pointer: '/models' }],
  ['a model that is none', { models: ['a', 7] }, { code: 'invalid_request', pointer: '/models/1' }],
  ['an unknown first', { models: ['nope', 'promoted'] }, { pointer: '/models/0' }],
  ['an unknown second', { models: ['promoted', 'nope'] }, { pointer: '/models/1' }],
  [
    'an unknown version',
    { models: ['promoted', `promoted@${'0'.repeat(64)}`] },
    { code: 'version_not_found', pointer: '/models/1' },
  ],
  ['too many pairs', { models: ['a', 'b'], n: 33 }, { code: 'invalid_request', pointer: '/n' }],
])('refuses %s', async (_, body, expected) => {
  expect(await problemOf(await edge.post('/v1/comparisons', body))).toMatchObject(expected);
});

function pixelsOf(base64: string): number[] {
  return [...decode(Uint8Array.from(atob(base64), (it) => it.charCodeAt(0))).data];
}
