/** The seed is the image: what is answered, and that it is always the same. */

import { sha256Hex } from '@comfy-edge/model';
import { engineId } from '@comfy-edge/runtime';
import { decode } from 'fast-png';
import { beforeAll, describe, expect, test } from 'vitest';
import { Client, freshClient } from '../support/client.ts';
import { type TinyModel, tinyClasses } from '../support/tiny-model.ts';

const edge = new Client();
let model: TinyModel;

beforeAll(async () => {
  model = await edge.publish('tiny', 1);
});

async function pngOf(body: unknown, client = edge): Promise<Uint8Array> {
  const { response, outcome } = await client.generate(body);
  expect(outcome).toBe('generateImages 200 image/png');
  return new Uint8Array(await response.arrayBuffer());
}

test('the same request gives the same bytes, in any isolate', async () => {
  const request = { model: 'tiny', class: 'star', seed: 42 };
  const png = await pngOf(request);
  expect(await pngOf(request)).toEqual(png);
  expect(await pngOf(request, freshClient())).toEqual(png);
  expect(await pngOf({ ...request, seed: 43 })).not.toEqual(png);
  expect(await pngOf({ ...request, class: 'circle' })).not.toEqual(png);
  expect(await pngOf({ ...request, truncation: 0.5 })).not.toEqual(png);
});

test('a class is the same by name and by index', async () => {
  const byName = await pngOf({ model: 'tiny', class: 'square', seed: 1 });
  expect(await pngOf({ model: 'tiny', class: 1, seed: 1 })).toEqual(byName);
});

test('JSON tells all that it takes to make each image again alone', async () => {
  const { images, ...whole } = await edge.generateJson({ model: 'tiny', seed: 5, n: 7 });
  expect(whole).toEqual({ model: 'tiny', digest: model.digest, engineId, truncation: 1 });
  expect(images.map(({ seed }) => seed)).toEqual([5, 6, 7, 8, 9, 10, 11]);
  expect(images.map(({ classIndex }) => classIndex)).toEqual([0, 1, 2, 0, 1, 2, 0]);
  for (const image of images) {
    const png = Uint8Array.from(atob(image.base64), (character) => character.charCodeAt(0));
    expect(await sha256Hex(png)).toBe(image.sha256);
    expect(image.class).toBe(tinyClasses[image.classIndex]);
    expect(decode(png)).toMatchObject({ width: image.width, height: image.height, channels: 3 });
    const alone = await pngOf({ model: 'tiny', class: image.class, seed: image.seed });
    expect(alone).toEqual(png);
  }
});

test('seeds wrap around at 2^32', async () => {
  const { images } = await edge.generateJson({ model: 'tiny', class: 0, seed: 0xffffffff, n: 2 });
  expect(images.map(({ seed }) => seed)).toEqual([0xffffffff, 0]);
  const alone = await edge.generateJson({ model: 'tiny', class: 0, seed: 0 });
  expect(images[1]?.sha256).toBe(alone.images[0]?.sha256);
});

test('a seed that was drawn is reported and gives the image again', async () => {
  const { response } = await edge.generate({ model: 'tiny', class: 0 });
  const seed = Number(response.headers.get('comfy-seed'));
  const png = new Uint8Array(await response.arrayBuffer());
  expect(await pngOf({ model: 'tiny', class: 0, seed })).toEqual(png);
  const { response: next } = await edge.generate({ model: 'tiny', class: 0 });
  expect(Number(next.headers.get('comfy-seed'))).not.toBe(seed);
});

test.each([
  [4, undefined, 18, 18],
  [5, undefined, 28, 18],
  [5, 5, 48, 8],
  [2, 64, 18, 8],
  [64, 8, 78, 78],
])('%i images in %s columns make a sheet of %i×%i', async (n, columns, width, height) => {
  const sheet = decode(await pngOf({ model: 'tiny', seed: 1, n, ...(columns && { columns }) }));
  expect(sheet).toMatchObject({ width, height, channels: 3 });
});

test('a sheet shows the very images, in order', async () => {
  const sheet = decode(await pngOf({ model: 'tiny', seed: 1, n: 2, columns: 1 }));
  const second = decode(await pngOf({ model: 'tiny', seed: 2, class: 1 }));
  expect(sheet.data.slice(-second.data.length)).toEqual(second.data);
});

describe('headers', () => {
  test('say what made the images', async () => {
    const { response } = await edge.generate({ model: 'tiny', class: 2, seed: 9, n: 3 });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'comfy-seed': '9',
      'comfy-model-digest': model.digest,
      'comfy-engine-id': engineId,
      'comfy-class': 'star',
    });
    expect(response.headers.get('server-timing')).toMatch(
      /^model;dur=[\d.]+, generate;dur=[\d.]+, encode;dur=[\d.]+$/,
    );
  });

  test('name no class where there are several', async () => {
    const { response } = await edge.generate({ model: 'tiny', seed: 9, n: 3 });
    expect(response.headers.has('comfy-class')).toBe(false);
  });

  test('let answers that cannot change be kept for ever', async () => {
    const pinned = { model: `tiny@${model.digest}`, seed: 1 };
    const { response } = await edge.generate(pinned);
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const body = new Uint8Array(await response.arrayBuffer());
    expect(response.headers.get('etag')).toBe(`"${await sha256Hex(body)}"`);
  });

  test.each([
    ['an alias', () => ({ model: 'tiny@latest', seed: 1 })],
    ['a drawn seed', () => ({ model: `tiny@${model.digest}` })],
  ])('let nothing be kept that depends on %s', async (_, request) => {
    const { response } = await edge.generate(request());
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.has('etag')).toBe(false);
  });
});

test.each([
  [undefined, 'image/png'],
  ['*/*', 'image/png'],
  ['image/*', 'image/png'],
  ['application/json', 'application/json'],
  ['application/json, text/plain, */*', 'application/json'],
  ['image/png;q=0.5, application/json;q=0.9', 'application/json'],
])('Accept %s gets %s', async (accept, expected) => {
  const { response } = await edge.generate({ model: 'tiny' }, accept ? { accept } : {});
  expect(response.headers.get('content-type')).toBe(expected);
  expect(response.headers.get('vary')).toBe('Accept');
});
