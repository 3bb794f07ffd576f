/** Encodings, reconstructions and variations: into latent space from a picture, and back. */

import type { components } from '@comfy-edge/contract';
import { encodePng, type Image } from '@comfy-edge/runtime';
import { decode } from 'fast-png';
import { beforeAll, describe, expect, test } from 'vitest';
import { encodeBase64 } from '../../src/http/base64.ts';
import { bareSha256, bareSha256s } from '../support/bare-sha256.ts';
import { Client, freshClient, problemOf } from '../support/client.ts';
import { imagesKey } from '../support/test-keys.ts';
import { type TinyModel, tinyClasses } from '../support/tiny-model.ts';

type Schemas = components['schemas'];

const edge = new Client();
let model: TinyModel;

const imageOf = (width: number, height: number, channels: 1 | 3): Image => ({
  pixels: Uint8Array.from({ length: width * height * channels }, (_, i) => (i * 5) % 256),
  ...{ width, height, channels },
});
const png = encodePng(imageOf(8, 8, 3));
const image = encodeBase64(png);

beforeAll(async () => {
  model = await edge.publishWithEncoder('seeing', 5);
});

async function answerOf<T>(path: string, body: object, client = edge): Promise<T> {
  const { response, outcome } = await client.post(path, body, { accept: 'application/json' });
  expect(outcome).toMatch(/ 200 application\/json$/);
  return response.json();
}

const encode = (body: object) => answerOf<Schemas['Encoding']>('/v1/encodings', body);
const reconstruct = (body: object) =>
  answerOf<Schemas['Reconstruction']>('/v1/reconstructions', body);
const vary = (body: object) => answerOf<Schemas['Variations']>('/v1/variations', body);

describe('encodings', () => {
  test('give mean and deviation of every latent component', async () => {
    const { mean, sigma, source, digest } = await encode({ model: 'seeing', image });
    expect(digest).toBe(model.digest);
    expect([mean.length, sigma.length]).toEqual([8, 8]);
    expect(source).toEqual({ format: 'png', width: 8, height: 8, conversions: [] });
  });

  test('are the same by body, base64 and data URL', async () => {
    const encoding = await encode({ model: 'seeing', image });
    expect(await encode({ model: 'seeing', image: `data:image/png;base64,${image}` })).toEqual(
      encoding,
    );
    const { response } = await edge.send('/v1/encodings?model=seeing', {
      ...{ method: 'POST', key: imagesKey, headers: { 'Content-Type': 'image/png' }, body: png },
    });
    expect(await response.json()).toEqual(encoding);
  });

  test('say what had to be done to the picture', async () => {
    const gray = encodeBase64(encodePng(imageOf(40, 30, 1)));
    const { source } = await encode({ model: 'seeing', image: gray });
    expect(source).toEqual({
      ...{ format: 'png', width: 40, height: 30 },
      conversions: ['cropped', 'resized', 'colour'],
    });
  });

  test.each([
    ['jpeg', jpeg8x8()],
    ['webp', webp8x8()],
  ])('read %s in workerd', async (format, file) => {
    const { source } = await encode({ model: 'seeing', image: file });
    expect(source).toMatchObject({ format, width: 8, height: 8 });
  });

  test('are latents: decoded, they are the reconstruction', async () => {
    const { mean } = await encode({ model: 'seeing', image });
    const { reconstruction } = await reconstruct({ model: 'seeing', image, class: 1 });
    const { frames } = await answerOf<Schemas['Interpolation']>('/v1/interpolations', {
      ...{ model: 'seeing', class: 1, frames: 2 },
      waypoints: [{ latent: mean }, { seed: 1 }],
    });
    const [frame = { base64: '' }] = frames;
    expect(await bareSha256(frame)).toBe(await bareSha256(reconstruction));
  });
});

describe('reconstructions', () => {
  test('without a class take the one that comes nearest', async () => {
    const chosen = await reconstruct({ model: 'seeing', image });
    const each = await Promise.all(
      tinyClasses.map((name) => reconstruct({ model: 'seeing', image, class: name })),
    );
    const best = Math.min(...each.map(({ meanAbsoluteLevels }) => meanAbsoluteLevels));
    expect(chosen.classGiven).toBe(false);
    expect(chosen.meanAbsoluteLevels).toBe(best);
    expect(new Set(each.map(({ reconstruction }) => reconstruction.sha256)).size).toBe(3);
    expect(each.every(({ classGiven }) => classGiven)).toBe(true);
  });

  test('measure the distance to the picture that the encoder saw', async () => {
    const { picture, reconstruction, meanAbsoluteLevels } = await reconstruct({
      ...{ model: 'seeing', image },
    });
    const [before, after] = [picture, reconstruction].map(({ base64 }) => pixelsOf(base64));
    expect(before).toEqual([...imageOf(8, 8, 3).pixels]);
    const sum = before?.reduce((total, value, i) => total + Math.abs(value - (after?.[i] ?? 0)), 0);
    expect(meanAbsoluteLevels).toBeCloseTo((sum ?? 0) / 192, 10);
  });

  test('are an image by default, with its class in the headers', async () => {
    const { response } = await edge.post('/v1/reconstructions', {
      model: 'seeing',
      image,
      class: 2,
    });
    expect(response.headers.get('comfy-class')).toBe('star');
    expect(decode(await response.arrayBuffer())).toMatchObject({
      width: 8,
      height: 8,
      channels: 3,
    });
  });
});

describe('variations', () => {
  const body = { model: 'seeing', image, class: 'square', n: 3, seed: 40 };
  const hashes = ({ images }: Schemas['Variations']) => bareSha256s(images);

  test('of strength 0 are the reconstruction', async () => {
    const { reconstruction } = await reconstruct({ model: 'seeing', image, class: 'square' });
    const variations = await vary({ ...body, strength: 0 });
    const sha256 = await bareSha256(reconstruction);
    expect(await hashes(variations)).toEqual(Array(3).fill(sha256));
  });

  test('of strength 1 are the images of their seeds', async () => {
    const variations = await vary({ ...body, strength: 1 });
    const { images } = await edge.generateJson({
      model: 'seeing',
      class: 'square',
      seed: 40,
      n: 3,
    });
    expect(await hashes(variations)).toEqual(await bareSha256s(images));
  });

  test('differ, and more so the stronger they are', async () => {
    const far = async (strength: number) => {
      const { picture, images } = await vary({ ...body, n: 16, strength });
      const centre = (await vary({ ...body, n: 1, strength: 0 })).images[0]?.base64 ?? '';
      expect(new Set(await bareSha256s(images)).size).toBe(16);
      expect(picture.sha256).toMatch(/^[0-9a-f]{64}$/);
      const base = pixelsOf(centre);
      return images
        .map(({ base64 }) => pixelsOf(base64))
        .reduce((sum, it) => sum + it.reduce((d, v, i) => d + Math.abs(v - (base[i] ?? 0)), 0), 0);
    };
    expect(await far(0.2)).toBeLessThan(await far(0.5));
    expect(await far(0.5)).toBeLessThan(await far(1));
  });

  test('can be asked for alone, and are the same in any isolate', async () => {
    const { images } = await vary(body);
    const alone = await answerOf<Schemas['Variations']>(
      ...(['/v1/variations', { ...body, seed: 42, n: 1 }, freshClient()] as const),
    );
    expect(alone.images[0]?.sha256).toBe(images[2]?.sha256);
  });

  test('without noise are always the same, whether a seed is given or not', async () => {
    const pinned = { model: `seeing@${model.digest}`, image, strength: 0 };
    const [first, second] = [await vary(pinned), await vary(pinned)];
    expect(second).toEqual(first);
  });

  test('have the format and size that was asked for, wherever that is said', async () => {
    const { images, picture } = await vary({ ...body, format: 'webp', size: 16 });
    expect(images).toMatchObject(Array(3).fill({ format: 'webp', width: 16, height: 16 }));
    expect(picture).toMatchObject({ format: 'png', width: 8, height: 8 });
    const { response } = await edge.send(
      '/v1/variations?model=seeing&n=2&seed=1&format=jpeg&size=24&resampling=lanczos&quality=80',
      { method: 'POST', key: imagesKey, headers: { 'Content-Type': 'image/png' }, body: png },
    );
    expect(response.headers.get('content-type')).toBe('image/jpeg');
  });

  test('are a tensor of floats, before they were rounded', async () => {
    const floats = { ...body, format: 'npy', valueType: 'float32' };
    const { response } = await edge.post('/v1/variations', floats);
    const file = new Uint8Array(await response.arrayBuffer());
    const values = new Float32Array(file.slice(-4 * 3 * 192).buffer);
    const { images } = await vary(body);
    const levels = [...values].map((value) => Math.floor((value + 1) * 127.5 + 0.5));
    expect(levels).toEqual(images.flatMap(({ base64 }) => pixelsOf(base64)));
  });

  test('are a sheet by default', async () => {
    const { response } = await edge.post('/v1/variations', { ...body, columns: 3 });
    expect(response.headers.get('comfy-seed')).toBe('40');
    expect(decode(await response.arrayBuffer())).toMatchObject({ width: 28, height: 8 });
  });

  test.each([
    ['all is given', { seed: 1 }, true],
    ['there is no noise', { strength: 0 }, true],
    ['the seed is drawn', {}, false],
  ])('may be kept for ever: %s → %o is %s', async (_, change, isImmutable) => {
    const pinned = { model: `seeing@${model.digest}`, image, ...change };
    const { response } = await edge.post('/v1/variations', pinned);
    expect(response.headers.get('cache-control')).toBe(
      isImmutable ? 'public, max-age=31536000, immutable' : 'no-store',
    );
  });
});

test.each<[string, object, string]>([
  ['no picture', { image: undefined }, '/image'],
  ['a picture that is a number', { image: 7 }, '/image'],
  ['a picture that is no base64', { image: '#' }, '/image'],
  ['an empty picture', { image: '' }, '/image'],
  ['a background of its own', { background: 'pink' }, '/background'],
  ['a background that objects inherit', { background: 'toString' }, '/background'],
  ['a strength above 1', { strength: 1.1 }, '/strength'],
  ['no variations', { n: 0 }, '/n'],
  ['too many variations', { n: 65 }, '/n'],
  ['an unknown field', { prompt: 'a dress' }, '/prompt'],
])('variations refuse %s', async (_, change, pointer) => {
  const answer = await edge.post('/v1/variations', { model: 'seeing', image, ...change });
  expect(await problemOf(answer)).toMatchObject({ status: 400, code: 'invalid_request', pointer });
});

test('the query of a picture is checked like a body', async () => {
  const send = (query: string) =>
    edge.send(`/v1/variations?${query}`, {
      ...{ method: 'POST', key: imagesKey, headers: { 'Content-Type': 'image/png' }, body: png },
    });
  expect((await send('model=seeing&class=1&n=2&strength=0.5&seed=3')).outcome).toBe(
    'varyImage 200 image/png',
  );
  expect(await problemOf(await send('n=2'))).toMatchObject({ pointer: '/model' });
  expect(await problemOf(await send('model=seeing&n=two'))).toMatchObject({ pointer: '/n' });
});

test('a picture of more bytes than are taken is refused', async () => {
  const headers = { 'Content-Type': 'image/jpeg' };
  const body = new Uint8Array(4 * 1024 * 1024 + 1);
  const init = { method: 'POST', key: imagesKey, headers, body };
  const { outcome } = await edge.send('/v1/encodings?model=seeing', init);
  expect(outcome).toBe('encodeImage 413 payload_too_large');
});

function pixelsOf(base64: string): number[] {
  return [...decode(Uint8Array.from(atob(base64), (it) => it.charCodeAt(0))).data];
}

/** An 8×8 gradient by libvips. */
function jpeg8x8(): string {
  return '/9j/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAAIAAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAL/xAAYEAEAAwEAAAAAAAAAAAAAAAAAAwZjof/EABQBAQAAAAAAAAAAAAAAAAAAAAD/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCYahnwAH//2Q==';
}

/** The same as WebP. */
function webp8x8(): string {
  return 'UklGRjAAAABXRUJQVlA4ICQAAACQAQCdASoIAAgAAsBMJaQAAuab25AA/vM58TjQ2D3CiqAgAAA=';
}
