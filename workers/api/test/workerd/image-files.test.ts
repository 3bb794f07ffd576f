/** Images by address: one address one image, made once, kept for ever, and given to nobody who may not have it. */

import { env } from 'cloudflare:workers';
import { engineId } from '@comfy-edge/runtime';
import { decode } from 'fast-png';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Answer, brokenBucket, freshClient, problemOf } from '../support/client.ts';
import { imagesKey } from '../support/test-keys.ts';
import type { TinyModel } from '../support/tiny-model.ts';

const edge = freshClient();
/** Whatever is not cached fails here: it has no storage. */
const cacheOnly = freshClient({ ...env, MODELS: brokenBucket() });
const open = freshClient({ ...env, PUBLIC_IMAGES: 'true' });
let model: TinyModel;

beforeAll(async () => {
  model = await edge.publish('tiny', 1);
});

const path = (file: string) => `/v1/models/tiny/versions/${model.digest}/images/${file}`;
const get = (file: string, client = edge, headers: Record<string, string> = {}) =>
  client.send(path(file), { key: imagesKey, headers });
const bytesOf = async ({ response }: Answer) => new Uint8Array(await response.arrayBuffer());
const header = ({ response }: Answer, name: string) => response.headers.get(name);

test('an address is the image that POST /v1/images makes', async () => {
  const posted = await edge.generate({ model: 'tiny', class: 'star', seed: 42, truncation: 0.5 });
  const got = await get('42.png?class=star&truncation=0.5');
  expect(await bytesOf(got)).toEqual(await bytesOf(posted));
  expect(Object.fromEntries(got.response.headers)).toMatchObject({
    'comfy-seed': '42',
    'comfy-class': 'star',
    'comfy-model-digest': model.digest,
    'comfy-engine-id': engineId,
  });
});

test.each([
  ['webp', ''],
  ['webp', '&quality=50'],
  ['jpeg', ''],
  ['jpeg', '&quality=50'],
  ['png', '&size=16'],
  ['png', '&size=20&resampling=lanczos'],
] as const)('%s%s is the same file by POST', async (format, query) => {
  const given = new URLSearchParams(query);
  const posted = await edge.generate({
    ...{ model: 'tiny', class: 'circle', seed: 7, format },
    ...(given.has('size') && { size: Number(given.get('size')) }),
    ...(given.has('quality') && { quality: Number(given.get('quality')) }),
    ...(given.has('resampling') && { resampling: given.get('resampling') }),
  });
  const got = await get(`7.${format}?class=circle${query}`);
  expect(header(got, 'content-type')).toBe(`image/${format}`);
  expect(await bytesOf(got)).toEqual(await bytesOf(posted));
});

test('a second request is answered from the cache, without model and engine', async () => {
  const first = await get('100.png?class=star');
  expect(header(first, 'cache-status')).toBe('comfy-edge; fwd=uri-miss; stored');
  expect(header(first, 'server-timing')).toMatch(
    /^cache;dur=[\d.]+, model;dur=[\d.]+, generate;dur=[\d.]+, encode;dur=[\d.]+$/,
  );
  const second = await get('100.png?class=star', cacheOnly);
  expect(header(second, 'cache-status')).toBe('comfy-edge; hit');
  expect(header(second, 'server-timing')).toMatch(/^cache;dur=[\d.]+$/);
  for (const name of ['etag', 'comfy-seed', 'comfy-class', 'comfy-engine-id', 'content-type']) {
    expect(header(second, name)).toBe(header(first, name));
  }
  expect(await bytesOf(second)).toEqual(await bytesOf(first));
});

test('whatever the order and the spelling, it is one image in one place', async () => {
  const first = await get('101.jpeg?quality=80&class=star&truncation=0.50&size=16');
  const again = await get('101.jpeg?size=16&truncation=0.5&quality=80&class=star', cacheOnly);
  expect(header(again, 'cache-status')).toBe('comfy-edge; hit');
  expect(header(again, 'etag')).toBe(header(first, 'etag'));
  const plain = await get('101.png?truncation=1&resampling=nearest');
  expect(header(await get('101.png', cacheOnly), 'etag')).toBe(header(plain, 'etag'));
});

test('every part of an address counts', async () => {
  const files = [
    ...['1.png', '2.png', '1.webp', '1.jpeg', '1.webp?quality=9', '1.png?class=star'],
    ...['1.png?truncation=0.5', '1.png?size=16', '1.png?size=16&resampling=lanczos'],
  ];
  const tags = await Promise.all(files.map(async (file) => header(await get(file), 'etag')));
  expect(new Set(tags).size).toBe(files.length);
  expect(tags.every((tag) => /^"[0-9a-f]{64}"$/.test(tag ?? ''))).toBe(true);
});

describe('a client that has the image', () => {
  test('is told so without anything being read', async () => {
    const etag = header(await get('102.png'), 'etag') ?? '';
    for (const tags of [etag, `"other", ${etag}`, `W/${etag}`]) {
      const { response, outcome } = await get('102.png', cacheOnly, { 'If-None-Match': tags });
      expect(outcome).toBe('getImage 304 none');
      expect(await response.text()).toBe('');
      expect(response.headers.get('cache-status')).toBe('comfy-edge; hit; detail=not-modified');
    }
  });

  test.each(['"other"', '*', 'nonsense'])('gets it for If-None-Match: %s', async (tags) => {
    expect((await get('102.png', edge, { 'If-None-Match': tags })).outcome).toBe(
      'getImage 200 image/png',
    );
  });
});

test('HEAD says what GET says, without a body, and fills the cache', async () => {
  const { response, outcome } = await edge.send(path('103.png'), {
    ...{ method: 'HEAD', key: imagesKey },
  });
  expect(outcome).toBe('getImage 200 image/png');
  expect(await response.text()).toBe('');
  const got = await get('103.png', cacheOnly);
  expect(header(got, 'etag')).toBe(response.headers.get('etag'));
  expect(decode(await bytesOf(got))).toMatchObject({ width: 8, height: 8 });
});

describe('POST /v1/images', () => {
  const request = () => ({ model: `tiny@${model.digest}`, class: 'star', seed: 200 });

  test('fills the cache where the seed was given and the version pinned', async () => {
    const posted = await edge.generate(request());
    const got = await get('200.png?class=star', cacheOnly);
    expect(header(got, 'cache-status')).toBe('comfy-edge; hit');
    expect(await bytesOf(got)).toEqual(await bytesOf(posted));
    await edge.generate({ ...request(), format: 'webp', quality: 70, size: 16, columns: 3 });
    const webp = await get('200.webp?class=star&quality=70&size=16', cacheOnly);
    expect(header(webp, 'content-type')).toBe('image/webp');
  });

  test('is answered from the cache, and the same, whoever filled it', async () => {
    for (const [seed, fill] of [
      [210, () => edge.generate({ ...request(), seed: 210 })],
      [211, () => get('211.png?class=star')],
    ] as const) {
      await fill();
      const found = await edge.generate({ ...request(), seed });
      expect(header(found, 'cache-status')).toBe('comfy-edge; hit');
      const made = await freshClient().generate({ ...request(), seed, class: 2 });
      expect(header(made, 'cache-status')).toBe(null);
      expect(await bytesOf(found)).toEqual(await bytesOf(made));
      for (const name of ['etag', 'comfy-receipt', 'comfy-seed', 'comfy-class', 'vary']) {
        expect(header(found, name), name).toBe(header(made, name));
      }
    }
  });

  test('is not answered by an image of the class that has a name for an index', async () => {
    await get('212.png?class=2');
    const { outcome } = await edge.generate({ ...request(), seed: 212, class: '2' });
    expect(outcome).toBe('generateImages 422 unknown_class');
  });

  test.each([
    ['an alias', { model: 'tiny', seed: 201 }, '201.png?class=circle'],
    ['several images', { seed: 202, class: 'star', n: 2 }, '202.png?class=star'],
    ['a tensor', { seed: 203, format: 'npy' }, '203.png?class=star'],
  ])('does not for %s', async (_, change, file) => {
    await edge.generate({ ...request(), ...change });
    expect((await get(file, cacheOnly)).outcome).toBe('getImage 503 storage_unavailable');
  });

  test('does not for JSON, nor for a seed that was drawn', async () => {
    await edge.generate({ ...request(), seed: 204 }, { accept: 'application/json' });
    const { seed: _, ...drawn } = request();
    const seed = header(await edge.generate(drawn), 'comfy-seed');
    for (const name of ['204', seed]) {
      const { outcome } = await get(`${name}.png?class=star`, cacheOnly);
      expect(outcome).toBe('getImage 503 storage_unavailable');
    }
  });
});

describe('who may ask', () => {
  test('is whoever has a key; caches between us keep nothing for others', async () => {
    expect((await edge.send(path('1.png'))).outcome).toBe('getImage 401 unauthenticated');
    await get('1.png');
    expect((await edge.send(path('1.png'))).outcome).toBe('getImage 401 unauthenticated');
    expect(header(await get('1.png'), 'cache-control')).toBe(
      'private, max-age=31536000, immutable',
    );
  });

  test('is everybody, where the deployment says so', async () => {
    const { response, outcome } = await open.send(path('1.png'));
    expect(outcome).toBe('getImage 200 image/png');
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const redirect = { redirect: 'manual' } as const;
    const moved = await open.send('/v1/models/tiny/aliases/latest/images/1.png', redirect);
    expect(moved.outcome).toBe('findImage 307 none');
  });

  test('is nobody, where the deployment says neither', async () => {
    const { outcome } = await freshClient({ ...env, PUBLIC_IMAGES: 'yes' }).send(path('1.png'));
    expect(outcome).toBe('getImage 500 internal_error');
  });
});

test('an alias sends on to the one spelling of the address', async () => {
  const { response } = await edge.send(
    '/v1/models/tiny/aliases/latest/images/9.webp?quality=80&truncation=1.0&class=star',
    { key: imagesKey, redirect: 'manual' },
  );
  expect(response.headers.get('location')).toBe(path('9.webp?class=star&quality=80'));
  expect(response.headers.get('cache-control')).toBe('no-cache');
});

test('a class goes by its index, too', async () => {
  expect(await bytesOf(await get('3.png?class=2'))).toEqual(
    await bytesOf(await get('3.png?class=star')),
  );
  expect(await bytesOf(await get('3.png'))).toEqual(await bytesOf(await get('3.png?class=circle')));
});

test.each([
  ['x.png', 'seed'],
  ['01.png', 'seed'],
  ['1.5.png', 'seed'],
  ['1e3.png', 'seed'],
  ['4294967296.png', 'seed'],
  ['1.gif', 'format'],
  ['1.npy', 'format'],
  ['1.png?class=', 'class'],
  ['1.png?truncation=2', 'truncation'],
  ['1.png?truncation=-0', 'truncation'],
  ['1.png?truncation=1e-1', 'truncation'],
  ['1.png?size=0', 'size'],
  ['1.png?size=1025', 'size'],
  ['1.png?size=16.5', 'size'],
  ['1.png?size=16&resampling=cubic', 'resampling'],
  ['1.webp?quality=0', 'quality'],
  ['1.png?quality=80', 'quality'],
  ['1.png?seed=2', 'seed'],
  ['1.png?class=star&class=star', 'class'],
])('%s names its parameter', async (file, parameter) => {
  const problem = await problemOf(await get(file));
  expect(problem).toMatchObject({ status: 400, code: 'invalid_request', parameter });
  expect(problem.detail).toMatch(/^expected .*, got /);
});

test.each([
  ['1.png?class=hat', 'unknown_class', 'class'],
  ['1.png?class=3', 'unknown_class', 'class'],
  ['1.png?size=12', 'unsupported_size', 'size'],
])('%s is possible for other models', async (file, code, parameter) => {
  expect(await problemOf(await get(file))).toMatchObject({ status: 422, code, parameter });
});

test.each(['1', '.png', '1.'])('there is nothing at %s', async (file) => {
  expect((await get(file)).outcome).toBe('unmatched 404 route_not_found');
});
