/** `POST /v1/interpolations`: paths through latents and classes. */

import type { components } from '@comfy-edge/contract';
import { latentVector } from '@comfy-edge/model';
import { decode, decodeApng } from 'fast-png';
import { beforeAll, describe, expect, test } from 'vitest';
import { bareSha256s } from '../support/bare-sha256.ts';
import { Client, freshClient, problemOf } from '../support/client.ts';
import { type TinyModel, tinyClasses } from '../support/tiny-model.ts';

type Interpolation = components['schemas']['Interpolation'];

const edge = new Client();
const path = '/v1/interpolations';
let model: TinyModel;

beforeAll(async () => {
  model = await edge.publish('tiny', 1);
});

async function framesOf(body: object): Promise<Interpolation> {
  const { response, outcome } = await edge.post(path, body, { accept: 'application/json' });
  expect(outcome).toBe('interpolate 200 application/json');
  return response.json();
}

async function imageSha256(seed: number, of: string): Promise<string | undefined> {
  const { images } = await edge.generateJson({ model: 'tiny', class: of, seed });
  return images[0]?.sha256;
}

test('waypoints are the very images of their seeds and classes', async () => {
  const { frames, waypoints, digest } = await framesOf({
    model: 'tiny',
    waypoints: [
      { seed: 1, class: 'circle' },
      { seed: 2, class: 'star' },
      { seed: 3, class: 1 },
    ],
    frames: 5,
  });
  expect(digest).toBe(model.digest);
  expect(waypoints).toEqual([
    { seed: 1, class: 'circle', classIndex: 0 },
    { seed: 2, class: 'star', classIndex: 2 },
    { seed: 3, class: 'square', classIndex: 1 },
  ]);
  expect(frames.map(({ position }) => position)).toEqual([0, 0.5, 1, 1.5, 2]);
  const hashes = frames.map(({ sha256 }) => sha256);
  expect(hashes[0]).toBe(await imageSha256(1, 'circle'));
  expect(hashes[2]).toBe(await imageSha256(2, 'star'));
  expect(hashes[4]).toBe(await imageSha256(3, 'square'));
  expect(new Set(hashes).size).toBe(5);
});

test('one seed through two classes changes the image by degrees', async () => {
  const { frames, waypoints } = await framesOf({
    model: 'tiny',
    waypoints: [{ class: 'circle' }, { class: 'star' }],
    frames: 9,
  });
  // Drawn once, for both.
  expect(waypoints[0]?.seed).toBe(waypoints[1]?.seed);
  const pixels = frames.map(({ base64 }) => [...decode(bytesOf(base64)).data]);
  const apart = (a = 0, b = 0) =>
    pixels[a]?.reduce((sum, value, i) => sum + Math.abs(value - (pixels[b]?.[i] ?? 0)), 0) ?? 0;
  for (let frame = 1; frame < 9; frame++) {
    expect(apart(frame - 1, frame)).toBeLessThan(apart(0, 8) / 2);
    expect(apart(0, frame)).toBeGreaterThan(0);
  }
});

test('a latent of your own is one like any other', async () => {
  const latent = [...latentVector({ seed: 5, size: 8 })];
  const own = { model: 'tiny', class: 0, waypoints: [{ latent }, { seed: 6 }], frames: 3 };
  const seeds = { ...own, waypoints: [{ seed: 5 }, { seed: 6 }] };
  // The receipts say where each comes from.
  const hashes = ({ frames }: Interpolation) => bareSha256s(frames);
  const { waypoints, ...fromLatent } = await framesOf(own);
  expect(await hashes({ waypoints, ...fromLatent })).toEqual(await hashes(await framesOf(seeds)));
  expect(waypoints[0]).toEqual({ class: tinyClasses[0], classIndex: 0 });
});

test('truncation draws a path towards the typical image', async () => {
  const body = { model: 'tiny', class: 0, waypoints: [{ seed: 1 }, { seed: 2 }], frames: 2 };
  const { images } = await edge.generateJson({ model: 'tiny', class: 0, seed: 1, truncation: 0.4 });
  const { frames } = await framesOf({ ...body, truncation: 0.4 });
  expect(frames[0]?.sha256).toBe(images[0]?.sha256);
});

describe('what is shown', () => {
  const body = { model: 'tiny', class: 1, waypoints: [{ seed: 1 }, { seed: 2 }], frames: 6 };
  const bytes = async (accept: string, more = {}) => {
    const { response } = await edge.post(path, { ...body, ...more }, { accept });
    expect(response.headers.get('content-type')).toBe(accept);
    return new Uint8Array(await response.arrayBuffer());
  };

  test('an animated PNG has the frames and their time', async () => {
    const { frames } = await framesOf(body);
    const animation = decodeApng(await bytes('image/apng', { frameMs: 120 }));
    expect(animation).toMatchObject({ width: 8, height: 8, numberOfFrames: 6, numberOfPlays: 0 });
    animation.frames.forEach(({ data, delayNumber }, index) => {
      expect(delayNumber).toBe(120);
      expect(data).toEqual(decode(bytesOf(frames[index]?.base64 ?? '')).data);
    });
  });

  test('frames are enlarged pixel by pixel, or smoothly', async () => {
    const sharp = decodeApng(await bytes('image/apng', { size: 32 }));
    expect(sharp).toMatchObject({ width: 32, height: 32, numberOfFrames: 6 });
    const [first] = sharp.frames;
    expect(first?.data.slice(0, 12)).toEqual(
      new Uint8Array(12).map((_, i) => first?.data[i % 3] ?? 0),
    );
    const smooth = decodeApng(await bytes('image/apng', { size: 20, resampling: 'lanczos' }));
    expect(smooth).toMatchObject({ width: 20, height: 20 });
  });

  test('a GIF has as many frames, plays for ever, and says for how long each is seen', async () => {
    const gif = await bytes('image/gif', { frameMs: 120 });
    const text = String.fromCharCode(...gif);
    expect(text.slice(0, 6)).toBe('GIF89a');
    expect(text).toContain('NETSCAPE2.0\x03\x01\x00\x00');
    // Graphic control extensions: nothing disposed of, 12 hundredths of a second.
    expect(text.split('\x21\xf9\x04\x00\x0c\x00')).toHaveLength(7);
  });

  test('a WebP is an animation, too', async () => {
    const text = String.fromCharCode(...(await bytes('image/webp', { frameMs: 120 })));
    expect(text.slice(8, 16)).toBe('WEBPVP8X');
    expect(text.split('ANMF')).toHaveLength(7);
  });

  test('a tensor has every frame', async () => {
    const text = String.fromCharCode(...(await bytes('application/x-npy')));
    expect(text).toContain("'shape': (6, 8, 8, 3)");
    const floats = String.fromCharCode(
      ...(await bytes('application/x-npy', { format: 'npy', valueType: 'float32' })),
    );
    expect(floats).toContain("'descr': '<f4'");
  });

  test('frames in JSON have the format that was asked for', async () => {
    for (const format of ['webp', 'jpeg', 'npy'] as const) {
      const { frames } = await framesOf({ ...body, format, size: 16 });
      expect(frames).toMatchObject(frames.map(() => ({ format, width: 16, height: 16 })));
    }
    const { frames } = await framesOf({ ...body, format: 'gif' });
    expect(frames[0]?.format).toBe('png');
  });

  test.each([
    [{ format: 'gif', quality: 50 }, '/quality'],
    [{ format: 'apng', valueType: 'float32' }, '/valueType'],
    [{ format: 'npy', valueType: 'float32', size: 16 }, '/size'],
    [{ format: 'avif' }, '/format'],
  ])('fields that do not go together are refused: %o', async (change, pointer) => {
    const problem = await problemOf(await edge.post(path, { ...body, ...change }));
    expect(problem).toMatchObject({ status: 400, code: 'invalid_request', pointer });
  });

  test('a format is sent or nothing, whatever else Accept would take', async () => {
    const refused = await edge.post(path, { ...body, format: 'gif' }, { accept: 'image/png' });
    expect(refused.outcome).toBe('interpolate 406 not_acceptable');
    expect((await problemOf(refused)).detail).toBe(
      'expected one of image/gif, application/json, got "image/png"',
    );
    const { outcome } = await edge.post(path, { ...body, format: 'gif' }, { accept: 'image/*' });
    expect(outcome).toBe('interpolate 200 image/gif');
  });

  test('a contact sheet has the frames in rows', async () => {
    expect(decode(await bytes('image/png', { columns: 6 }))).toMatchObject({
      width: 58,
      height: 8,
    });
    expect(decode(await bytes('image/png'))).toMatchObject({ width: 28, height: 18 });
  });
});

test('the same request gives the same bytes in any isolate, and may be kept for ever', async () => {
  const body = {
    model: `tiny@${model.digest}`,
    loop: true,
    waypoints: [
      { seed: 1, class: 0 },
      { seed: 2, class: 1 },
    ],
  };
  const answers = await Promise.all([edge, freshClient()].map((client) => client.post(path, body)));
  const [first, second] = await Promise.all(answers.map(({ response }) => response.arrayBuffer()));
  expect(second).toEqual(first);
  for (const { response } of answers) {
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('etag')).toMatch(/^"[0-9a-f]{64}"$/);
  }
  const { response: drawn } = await edge.post(path, {
    ...body,
    waypoints: [{ class: 0 }, { class: 1 }],
  });
  expect(drawn.headers.get('cache-control')).toBe('no-store');
});

test.each([
  ['a path with one seed', { waypoints: [{ seed: 1 }] }, '/waypoints'],
  ['no path', { waypoints: undefined }, '/waypoints'],
  ['17 waypoints', { waypoints: Array(17).fill({}) }, '/waypoints'],
  ['a waypoint that is none', { waypoints: [{ seed: 1 }, 2] }, '/waypoints/1'],
  ['an unknown field', { waypoints: [{ seed: 1, z: [] }, {}] }, '/waypoints/0/z'],
  ['more frames than allowed', { frames: 121 }, '/frames'],
  ['one frame', { frames: 1 }, '/frames'],
  ['a seed that is none', { waypoints: [{ seed: -1 }, {}] }, '/waypoints/0/seed'],
  ['no latent at all', { waypoints: [{ latent: [] }, {}] }, '/waypoints/0/latent'],
  ['a latent of text', { waypoints: [{ latent: ['1'] }, {}] }, '/waypoints/0/latent'],
  ['a latent beyond all measure', { waypoints: [{ latent: [1e38] }, {}] }, '/waypoints/0/latent'],
  ['a latent of another length', { waypoints: [{}, { latent: [1, 2] }] }, '/waypoints/1/latent'],
  ['both seed and latent', { waypoints: [{ seed: 1, latent: [1] }, {}] }, '/waypoints/0/latent'],
  ['no class anywhere', { class: undefined }, '/waypoints/0/class'],
  ['a loop that is text', { loop: 'yes' }, '/loop'],
  ['frames too quick', { frameMs: 5 }, '/frameMs'],
])('refuses %s', async (_, change, pointer) => {
  const body = { model: 'tiny', class: 0, waypoints: [{ seed: 1 }, { seed: 2 }], ...change };
  const problem = await problemOf(await edge.post(path, body));
  expect(problem).toMatchObject({ status: 400, code: 'invalid_request', pointer });
  expect(problem.detail).toMatch(/^expected .*, got /);
});

test('an infinite latent is refused', async () => {
  const body =
    '{"model":"tiny","class":0,"waypoints":[{"latent":[1e999,0,0,0,0,0,0,0]},{"seed":1}]}';
  const problem = await problemOf(await edge.post(path, body));
  expect(problem).toMatchObject({ code: 'invalid_request', pointer: '/waypoints/0/latent' });
});

test.each([
  [{ class: 'hat' }, '/class'],
  [{ waypoints: [{ class: 0 }, { class: 'hat' }] }, '/waypoints/1/class'],
])('%o names the class that there is not', async (change, pointer) => {
  const body = { model: 'tiny', waypoints: [{}, {}], ...change };
  const problem = await problemOf(await edge.post(path, body));
  expect(problem).toMatchObject({ status: 422, code: 'unknown_class', pointer });
});

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
