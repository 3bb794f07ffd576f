/** Reading about models: pages, aliases, versions. */

import type { components } from '@comfy-edge/contract';
import { beforeAll, describe, expect, test } from 'vitest';
import { Client } from '../support/client.ts';
import type { TinyModel } from '../support/tiny-model.ts';

type Schemas = components['schemas'];

const edge = new Client();
const names = ['a', 'a-b', 'a0', 'b', 'c'];
let published: TinyModel[];

beforeAll(async () => {
  for (const name of names) await edge.publish(name, 1);
  published = [await edge.publish('b', 2), await edge.publish('b', 3)];
});

async function read<T>(path: string): Promise<T> {
  const { response } = await edge.send(path);
  expect(response.status).toBe(200);
  return response.json();
}

test.each([1, 2, 3, 4, 5, 100])('pages of %i have every model once', async (limit) => {
  const seen: string[] = [];
  let query = `limit=${limit}`;
  for (let pages = 0; pages <= names.length; pages++) {
    const { models, nextCursor } = await read<Schemas['ModelPage']>(`/v1/models?${query}`);
    expect(models.length).toBeLessThanOrEqual(limit);
    seen.push(...models.map(({ name }) => name));
    if (nextCursor === undefined) break;
    query = `limit=${limit}&cursor=${encodeURIComponent(nextCursor)}`;
  }
  expect(seen.toSorted()).toEqual(names.toSorted());
});

test('a listed model says where latest points', async () => {
  const { models } = await read<Schemas['ModelPage']>('/v1/models');
  const b = models.find(({ name }) => name === 'b');
  expect(b?.latest).toBe(published[1]?.digest);
});

test('a model has its versions, newest first, and its aliases', async () => {
  const model = await read<Schemas['Model']>('/v1/models/b');
  expect(model.versionCount).toBe(3);
  const times = model.versions.map(({ publishedAt }) => publishedAt);
  expect(times).toEqual(times.toSorted().toReversed());
  expect(model.versions.map(({ digest }) => digest)).toContain(published[0]?.digest);
  expect(model.aliases).toEqual([{ alias: 'latest', digest: published[1]?.digest }]);
});

test('a version tells what its manifest says', async () => {
  const [model] = published;
  const version = await read<Schemas['ModelVersion']>(`/v1/models/b/versions/${model?.digest}`);
  const weights = model?.manifest.networks.generator.weights;
  expect(version).toMatchObject({
    model: 'b',
    digest: model?.digest,
    classes: ['circle', 'square', 'star'],
    image: { width: 8, height: 8, channels: 3 },
    latent: { size: 8 },
    metrics: { cas: 0.25 },
    training: { preset: 'none', seed: 2, steps: 0, images: 0 },
    licence: 'CC0-1.0',
    blobs: [{ role: 'generator', ...weights }],
    sizeBytes: (model?.manifestBytes.length ?? 0) + (weights?.sizeBytes ?? 0),
  });
  // dense 8·64, and 16 taps · 4 channels in · 3 out for each of the 4×4 input pixels
  expect(version.multiplyAdds).toBe(8 * 64 + 4 * 4 * 16 * 4 * 3);
});

describe('If-None-Match', () => {
  const path = '/v1/models/b/aliases/latest';

  test.each([
    ['the ETag', (etag: string) => etag],
    ['it among others', (etag: string) => `"other", ${etag}`],
    ['it as a weak one', (etag: string) => `W/${etag}`],
    ['anything', () => '*'],
  ])('with %s saves the body', async (_, conditionOf) => {
    const etag = (await edge.send(path)).response.headers.get('etag') ?? '';
    const headers = { 'If-None-Match': conditionOf(etag) };
    for (const method of ['GET', 'HEAD']) {
      const { response, outcome } = await edge.send(path, { method, headers });
      expect(outcome).toBe('getModelAlias 304 none');
      expect(response.headers.get('etag')).toBe(etag);
      expect(response.headers.get('cache-control')).toBe('no-cache');
      expect(await response.text()).toBe('');
    }
  });

  test('gets the body again once the alias has moved', async () => {
    const before = (await edge.send(path)).response.headers.get('etag') ?? '';
    const { digest } = await edge.publish('b', 4);
    const { response } = await edge.send(path, { headers: { 'If-None-Match': before } });
    expect(await response.json()).toMatchObject({ digest });
  });

  test('is no excuse for a version that is not there', async () => {
    const headers = { 'If-None-Match': '*' };
    const { outcome } = await edge.send(`/v1/models/b/versions/${'0'.repeat(64)}`, { headers });
    expect(outcome).toBe('getModelVersion 404 version_not_found');
  });
});
