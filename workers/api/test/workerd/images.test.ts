/** The seed is the image: what is answered, and that it is always the same. */

import { sha256Hex } from '@comfy-edge/model';
import { engineId, toBytes } from '@comfy-edge/runtime';
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

describe('formats', () => {
  const request = { model: 'tiny', class: 'star', seed: 42 };
  const answerTo = async (body: object, accept?: string) => {
    const { response } = await edge.generate(body, accept ? { accept } : {});
    return {
      mediaType: response.headers.get('content-type'),
      bytes: new Uint8Array(await response.arrayBuffer()),
    };
  };

  test.each([
    ['image/webp', 'RIFF'],
    ['image/jpeg', '\xff\xd8\xff'],
    ['application/x-npy', '\x93NUMPY'],
  ])('%s comes for Accept and for format alike, and begins as it must', async (mediaType, start) => {
    const format = mediaType.replace(/.*[/-]/, '');
    const byAccept = await answerTo(request, mediaType);
    expect(byAccept.mediaType).toBe(mediaType);
    expect(await answerTo({ ...request, format })).toEqual(byAccept);
    expect(String.fromCharCode(...byAccept.bytes.subarray(0, start.length))).toBe(start);
    expect(await answerTo({ ...request, format }, '*/*')).toEqual(byAccept);
  });

  test('JSON has every image in the format that was asked for', async () => {
    const { images } = await edge.generateJson({ ...request, format: 'webp', n: 2, size: 16 });
    const alone = await answerTo({ ...request, seed: 43, format: 'webp', size: 16 });
    expect(images[1]).toMatchObject({ format: 'webp', width: 16, height: 16 });
    expect(images[1]?.sha256).toBe(await sha256Hex(alone.bytes));
  });

  test('a format that Accept excludes is refused with what there is', async () => {
    const answer = await edge.generate({ ...request, format: 'webp' }, { accept: 'image/png' });
    expect(await answer.response.json()).toMatchObject({
      status: 406,
      detail:
        'expected one of image/webp, application/json, text/event-stream, multipart/mixed, got "image/png"',
    });
  });

  test('a tensor has the pixels of the PNGs, one after the other', async () => {
    const { bytes } = await answerTo({ ...request, n: 2, format: 'npy' });
    expect(new TextDecoder().decode(bytes.subarray(0, 128))).toContain("'shape': (2, 8, 8, 3)");
    const pngs = await Promise.all([42, 43].map((seed) => pngOf({ ...request, seed })));
    expect([...bytes.subarray(128)]).toEqual(pngs.flatMap((png) => [...decode(png).data]));
  });

  test('a tensor of floats is what the bytes were rounded from', async () => {
    const bytes = await answerTo({ ...request, format: 'npy' });
    const floats = await answerTo({ ...request, format: 'npy', valueType: 'float32' });
    expect(new TextDecoder().decode(floats.bytes.subarray(0, 128))).toContain("'descr': '<f4'");
    const values = new Float32Array(floats.bytes.slice(128).buffer);
    expect(toBytes(values)).toEqual(bytes.bytes.slice(128));
  });

  test('nearest repeats pixels, lanczos is smooth, and sheets grow with their images', async () => {
    const own = decode(await pngOf(request));
    const large = decode(await pngOf({ ...request, size: 24 }));
    expect(large).toMatchObject({ width: 24, height: 24 });
    expect(large.data[0]).toBe(own.data[0]);
    expect([...large.data.subarray(0, 9)]).toEqual([
      ...own.data.subarray(0, 3),
      ...own.data.subarray(0, 3),
      ...own.data.subarray(0, 3),
    ]);
    const smooth = decode(await pngOf({ ...request, size: 20, resampling: 'lanczos' }));
    expect(smooth).toMatchObject({ width: 20, height: 20 });
    const sheet = decode(await pngOf({ ...request, n: 4, size: 16 }));
    expect(sheet).toMatchObject({ width: 34, height: 34 });
  });

  test.each([
    [
      'a quality for PNG',
      { quality: 80 },
      '/quality',
      'expected no quality for png, which loses nothing, got 80',
    ],
    [
      'floats in a picture',
      { format: 'webp', valueType: 'float32' },
      '/valueType',
      'expected "uint8" for webp, got "float32"',
    ],
    [
      'floats of another size',
      { format: 'npy', valueType: 'float32', size: 16 },
      '/size',
      'expected no size for float32, got 16',
    ],
    [
      'half pixels',
      { size: 12 },
      '/size',
      'expected a multiple of 8 or the resampling "lanczos", got 12',
    ],
    [
      'too many pixels',
      { size: 512, n: 5 },
      '/size',
      'expected at most 1048576 pixels in all, got 1310720 (5 of 512×512)',
    ],
    [
      'a size beyond the largest',
      { size: 1025 },
      '/size',
      'expected an integer from 1 to 1024, got 1025',
    ],
    [
      'no quality at all',
      { format: 'jpeg', quality: 0 },
      '/quality',
      'expected an integer from 1 to 100, got 0',
    ],
    [
      'another resampling',
      { resampling: 'cubic' },
      '/resampling',
      'expected one of "nearest", "lanczos", got "cubic"',
    ],
  ])('%s is refused', async (_, fields, pointer, detail) => {
    const { response } = await edge.generate({ ...request, ...fields });
    expect(await response.json()).toMatchObject({ pointer, detail });
  });
});
