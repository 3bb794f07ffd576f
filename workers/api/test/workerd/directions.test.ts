/** Directions that a version publishes, and images that go along them. */

import type { components } from '@comfy-edge/contract';
import { decode } from 'fast-png';
import { beforeAll, describe, expect, test } from 'vitest';
import { bareSha256 } from '../support/bare-sha256.ts';
import { Client, problemOf } from '../support/client.ts';
import { imagesKey } from '../support/test-keys.ts';
import type { TinyModel } from '../support/tiny-model.ts';

type Directions = components['schemas']['Directions'];

const edge = new Client();
let model: TinyModel;

beforeAll(async () => {
  model = await edge.publishWithDirections('turned', 7);
});

async function list(query = '', name = 'turned', { digest } = model): Promise<Directions> {
  const path = `/v1/models/${name}/versions/${digest}/directions${query}`;
  const { response, outcome } = await edge.send(path, { key: imagesKey });
  expect(outcome).toBe('listDirections 200 application/json');
  expect(response.headers.get('cache-control')).toMatch(/max-age=31536000, immutable$/);
  return response.json();
}

const at = (index: number, amount: number) => ({
  ...{ model: 'turned', class: 'star', seed: 3 },
  directions: [{ index, amount }],
});

test('are those of the manifest, each with a strip', async () => {
  const { directions, ...about } = await list('?class=star&seed=3');
  expect(about).toMatchObject({ model: 'turned', seed: 3, class: 'star', classIndex: 2 });
  expect(directions.map(({ vector }) => vector)).toEqual(
    model.manifest.directions?.map(({ vector }) => vector),
  );
  const shares = directions.map(({ explainedVariance }) => explainedVariance);
  expect(shares).toEqual([...shares].sort((a, b) => b - a));
  expect(shares.reduce((sum, it) => sum + it, 0)).toBeLessThanOrEqual(1);
});

test('a strip shows the very images that are generated along its direction', async () => {
  const { directions } = await list('?class=star&seed=3');
  const { amounts, base64 } = directions[1]?.strip ?? { amounts: [], base64: '' };
  expect(amounts).toEqual([-3, -2, -1, 0, 1, 2, 3]);
  const strip = decode(bytesOf(base64));
  expect(strip).toMatchObject({ width: 68, height: 8, channels: 3 });
  for (const [place, amount] of amounts.entries()) {
    const { images } = await edge.generateJson(at(1, amount));
    const image = decode(bytesOf(images[0]?.base64 ?? '')).data.slice(0, 24);
    expect(strip.data.slice(30 * place, 30 * place + 24)).toEqual(image);
  }
});

describe('as a parameter', () => {
  const imageAt = async (body: object) => {
    const { images } = await edge.generateJson(body);
    return bareSha256(images[0] ?? { base64: '' });
  };

  test('no step changes nothing', async () => {
    const plain = await imageAt({ model: 'turned', class: 'star', seed: 3 });
    expect(await imageAt(at(0, 0))).toBe(plain);
    expect(await imageAt({ ...at(0, 0), directions: [] })).toBe(plain);
    expect(await imageAt(at(0, 2))).not.toBe(plain);
  });

  test('steps are reported, and add up', async () => {
    const twice = [
      { index: 0, amount: 1 },
      { index: 0, amount: 1.5 },
    ];
    const body = await edge.generateJson({ ...at(0, 0), directions: twice });
    expect(body.directions).toEqual(twice);
    expect(await bareSha256(body.images[0] ?? { base64: '' })).toBe(await imageAt(at(0, 2.5)));
  });

  test('they never end up where an image without them is kept', async () => {
    const pinned = { ...at(0, 4), model: `turned@${model.digest}`, seed: 77 };
    await edge.generate(pinned);
    const path = `/v1/models/turned/versions/${model.digest}/images/77.png?class=star`;
    const { response } = await edge.send(path, { key: imagesKey });
    const plain = await edge.generate({ model: 'turned', class: 'star', seed: 77 });
    expect(await response.arrayBuffer()).toEqual(await plain.response.arrayBuffer());
  });

  test('a path leads along them', async () => {
    const { response } = await edge.post(
      '/v1/interpolations',
      {
        ...{ model: 'turned', class: 'star', seed: 3, frames: 2 },
        waypoints: [{}, { directions: [{ index: 2, amount: 3 }] }],
      },
      { accept: 'application/json' },
    );
    const { frames } = await response.json<components['schemas']['Interpolation']>();
    expect(await bareSha256(frames[1] ?? { base64: '' })).toBe(await imageAt(at(2, 3)));
  });

  test.each<[object, object]>([
    [[{ index: 4, amount: 1 }], { code: 'unknown_direction', pointer: '/directions/0/index' }],
    [[{ index: 64, amount: 1 }], { code: 'invalid_request', pointer: '/directions/0/index' }],
    [[{ index: 0, amount: 11 }], { code: 'invalid_request', pointer: '/directions/0/amount' }],
    [[{ index: 0 }], { code: 'invalid_request', pointer: '/directions/0/amount' }],
    [
      { index: 0, amount: 1 },
      { code: 'invalid_request', pointer: '/directions' },
    ],
  ])('%o is refused', async (directions, expected) => {
    const answer = await edge.generate({ model: 'turned', directions });
    expect(await problemOf(answer)).toMatchObject(expected);
  });
});

test('a version without directions has none', async () => {
  const plain = await edge.publish('plain', 1);
  expect((await list('', 'plain', plain)).directions).toEqual([]);
  const answer = await edge.generate({ model: 'plain', directions: [{ index: 0, amount: 1 }] });
  expect((await problemOf(answer)).detail).toMatch(/got one without any and direction 0$/);
});

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
