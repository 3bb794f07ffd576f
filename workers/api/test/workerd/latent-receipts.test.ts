/** Receipts of paths, of pictures and of comparisons: enough to make every one of them again. */

import { env } from 'cloudflare:workers';
import type { components } from '@comfy-edge/contract';
import {
  encodePng,
  engineId,
  findReceipt,
  fromToken,
  pictureFormatOf,
  removeReceipt,
  toToken,
} from '@comfy-edge/runtime';
import { beforeAll, describe, expect, test } from 'vitest';
import { encodeBase64 } from '../../src/http/base64.ts';
import { freshClient, problemOf } from '../support/client.ts';
import { receiptKeys } from '../support/receipt-keys.ts';
import { imagesKey } from '../support/test-keys.ts';
import type { TinyModel } from '../support/tiny-model.ts';

type Schemas = components['schemas'];

const edge = freshClient({ ...env, RECEIPT_KEYS: receiptKeys });
const pixels = Uint8Array.from({ length: 8 * 8 * 3 }, (_, i) => (i * 5) % 256);
const image = encodeBase64(encodePng({ pixels, width: 8, height: 8, channels: 3 }));
let seeing: TinyModel;
let other: TinyModel;

beforeAll(async () => {
  seeing = await edge.publishWithEncoder('seeing', 5);
  other = await edge.publishWithDirections('turned', 7);
});

const latent = [0.5, -1, 0, 2, 0.25, -0.125, 1e-3, 1];
const path = {
  model: 'turned',
  waypoints: [
    { seed: 1, class: 'circle' },
    { latent, class: 'star', directions: [{ index: 1, amount: 1.5 }] },
    { seed: 3, class: 'star' },
  ],
  frames: 5,
  truncation: 0.75,
};
const picture = { model: 'seeing', image, seed: 40 };
const versions = { models: ['seeing', 'turned'], seed: 7, n: 3 };

async function fileOf(route: string, body: object, accept: string) {
  const { response } = await edge.post(route, body, { accept });
  expect(response.headers.get('content-type')).toBe(accept);
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { bytes, token: response.headers.get('comfy-receipt') ?? '' };
}

async function verify(body: Uint8Array | { receipt: string }): Promise<Schemas['Verification']> {
  const isFile = body instanceof Uint8Array;
  const { response, outcome } = await edge.send('/v1/verifications', {
    ...{ method: 'POST', key: imagesKey },
    headers: { 'Content-Type': isFile ? 'image/gif' : 'application/json' },
    body: isFile ? body : JSON.stringify(body),
  });
  expect(outcome).toBe('verify 200 application/json');
  return response.json();
}

const genuine = { genuine: true, signature: 'valid', differences: [] };

describe.each([
  ['an animated PNG', '/v1/interpolations', path, 'image/apng'],
  ['a GIF that loops', '/v1/interpolations', { ...path, loop: true, frameMs: 120 }, 'image/gif'],
  ['an animated WebP', '/v1/interpolations', { ...path, size: 16 }, 'image/webp'],
  ['a lossy one', '/v1/interpolations', { ...path, format: 'webp', quality: 50 }, 'image/webp'],
  ['a sheet of frames', '/v1/interpolations', { ...path, columns: 2 }, 'image/png'],
  ['variations', '/v1/variations', { ...picture, n: 3 }, 'image/png'],
  ['one variation', '/v1/variations', { ...picture, n: 1, strength: 0.5 }, 'image/webp'],
  ['a reconstruction', '/v1/reconstructions', { model: 'seeing', image }, 'image/jpeg'],
  ['a comparison', '/v1/comparisons', { ...versions, size: 16 }, 'image/png'],
  ['a comparison of a class', '/v1/comparisons', { ...versions, class: 'star' }, 'image/webp'],
])('%s', (_what, route, body, accept) => {
  test('carries the receipt that the header says, and is genuine', async () => {
    const { bytes, token } = await fileOf(route, body, accept);
    const format = pictureFormatOf(bytes);
    if (format === undefined) throw new Error('expected a picture');
    expect(findReceipt(format, bytes)).toEqual(fromToken(token));
    expect(await verify(bytes)).toMatchObject({ ...genuine, evidence: 'image' });
  });
});

test.each([
  ['a tensor of frames', '/v1/interpolations', path],
  ['a tensor of floats', '/v1/variations', { ...picture, format: 'npy', valueType: 'float32' }],
  ['a tensor of pairs', '/v1/comparisons', versions],
])('the receipt of %s is enough to verify it', async (_what, route, body) => {
  const { token } = await fileOf(route, body, 'application/x-npy');
  expect(await verify({ receipt: token })).toMatchObject({ ...genuine, evidence: 'receipt' });
});

describe('in JSON', () => {
  const jsonOf = async <T>(route: string, body: object): Promise<T> => {
    const { response } = await edge.post(route, body, { accept: 'application/json' });
    expect(response.headers.has('comfy-receipt')).toBe(false);
    return response.json();
  };
  const receiptsOf = (images: readonly { readonly receipt?: string }[]) =>
    images.map(({ receipt = '' }) => {
      const { version, engine, model, digest, format, pixels, ...recipe } = JSON.parse(
        fromToken(receipt)?.receipt ?? '{}',
      );
      expect([version, engine, format]).toEqual([1, engineId, 'png']);
      expect([digest, pixels].join()).toMatch(/^[0-9a-f]{64},[0-9a-f]{64}$/);
      return { model, ...recipe };
    });

  test('a frame has what lies around it, and a seed alone where it is that image', async () => {
    const { frames } = await jsonOf<Schemas['Interpolation']>('/v1/interpolations', path);
    const [first, between, own, , last] = receiptsOf(frames);
    const common = { model: 'turned', n: 1, truncation: 0.75 };
    expect(first).toEqual({ ...common, seed: 1, class: 'circle' });
    expect(last).toEqual({ ...common, seed: 3, class: 'star' });
    expect(between.path.waypoints).toHaveLength(2);
    expect(between.path.position).toBe(0.5);
    expect(own.path).toMatchObject({ waypoints: [{ class: 'star' }], position: 0 });
    for (const { receipt = '' } of frames) expect(await verify({ receipt })).toMatchObject(genuine);
  });

  test('variations have the latent of the picture, and nothing of the picture', async () => {
    const body = { ...picture, n: 2 };
    const { images, ...found } = await jsonOf<Schemas['Variations']>('/v1/variations', body);
    const { mean } = await jsonOf<Schemas['Encoding']>('/v1/encodings', { model: 'seeing', image });
    const text = encodeBase64(new Uint8Array(Float32Array.from(mean).buffer));
    const around = { model: 'seeing', n: 1, class: found.class, truncation: 1, latent: text };
    expect(receiptsOf(images)).toEqual([
      { ...around, strength: 0.3, seed: 40 },
      { ...around, strength: 0.3, seed: 41 },
    ]);
    for (const { receipt = '' } of images) expect(await verify({ receipt })).toMatchObject(genuine);
    expect(found.picture).not.toHaveProperty('receipt');
  });

  test('images of a comparison have the receipts of their versions', async () => {
    const { pairs } = await jsonOf<Schemas['Comparison']>('/v1/comparisons', versions);
    expect(receiptsOf(pairs[1]?.images ?? [])).toEqual([
      { model: 'seeing', seed: 8, n: 1, class: 'square', truncation: 1 },
      { model: 'turned', seed: 8, n: 1, class: 'square', truncation: 1 },
    ]);
  });
});

describe('what was changed is named:', () => {
  test('a frame of an animation', async () => {
    for (const accept of ['image/apng', 'image/gif', 'image/webp']) {
      const { bytes } = await fileOf('/v1/interpolations', path, accept);
      const changed = { ...path, waypoints: [{ seed: 9, class: 'circle' }, path.waypoints[2]] };
      const { bytes: another } = await fileOf('/v1/interpolations', changed, accept);
      const [own, theirs] = [pictureFormatOf(bytes), pictureFormatOf(another)];
      if (own === undefined || theirs === undefined) throw new Error('expected pictures');
      expect(removeReceipt(own, bytes)).not.toEqual(removeReceipt(theirs, another));
      const middle = Math.floor(bytes.length / 2);
      bytes[middle] = (bytes[middle] ?? 0) ^ 1;
      const parts = (await verify(bytes)).differences.map(({ part }) => part);
      expect(parts).toContain('pixels');
    }
  });

  test('a latent, a waypoint and a strength', async () => {
    const { token } = await fileOf('/v1/variations', picture, 'image/png');
    const { receipt = '' } = fromToken(token) ?? {};
    const weaker = receipt.replace('"strength":0.3', '"strength":0.2');
    const { differences } = await verify({ receipt: toToken({ receipt: weaker }) });
    expect(differences.map(({ part }) => part)).toEqual(['signature', 'receipt']);
    expect(differences[1]?.detail).toMatch(/^expected pixels /);
  });
});

test.each([
  ['latents of another size', { latent: 'AACAPwAAgD8=' }],
  ['latents that are not finite', { latent: 'AADAfw==' }],
  ['a strength without a latent', { latent: undefined }],
  ['a truncated latent', { truncation: 0.5 }],
  ['an animation of a picture', { frameMs: 80 }],
])('refuses %s', async (_what, change) => {
  const { token } = await fileOf('/v1/variations', picture, 'image/png');
  const fields = { ...JSON.parse(fromToken(token)?.receipt ?? '{}'), ...change };
  const names = Object.keys(fields).sort();
  const receipt = JSON.stringify(Object.fromEntries(names.map((name) => [name, fields[name]])));
  const answer = await edge.post('/v1/verifications', { receipt: toToken({ receipt }) });
  expect(await problemOf(answer)).toMatchObject({ code: 'receipt_invalid', pointer: '/receipt' });
});

test('versions that cannot be compared have made no comparison', async () => {
  const { token } = await fileOf('/v1/comparisons', versions, 'image/png');
  const { receipt = '' } = fromToken(token) ?? {};
  expect(receipt).toContain(`"against":{"digest":"${other.digest}","model":"turned"}`);
  const gone = receipt.replace(
    other.digest,
    seeing.digest.replace(/^./, (it) => (it === '0' ? '1' : '0')),
  );
  const answer = await edge.post('/v1/verifications', { receipt: toToken({ receipt: gone }) });
  expect(await problemOf(answer)).toMatchObject({ status: 404, code: 'version_not_found' });
});

test('a path too long for a receipt is answered without one', async () => {
  const directions = Array(64).fill({ index: 0, amount: 0.01 });
  const waypoints = Array(16).fill({ seed: 1, class: 'star', directions });
  const { bytes, token } = await fileOf('/v1/interpolations', { ...path, waypoints }, 'image/apng');
  expect([token, findReceipt('png', bytes)]).toEqual(['', undefined]);
});
