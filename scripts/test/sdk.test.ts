/** The SDK against the real Worker: every method once, and the errors an application meets. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { ComfyEdge } from '@comfy-edge/sdk';
import { publishDirectory } from '@comfy-edge/trainer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeTinyModel } from '../../trainer/src/publish/tiny-model.fixture.ts';
import { type LocalWorker, startLocalWorker } from './local-worker.ts';

let worker: LocalWorker;
let client: ComfyEdge;
let digest: string;

beforeAll(async () => {
  worker = await startLocalWorker();
  client = new ComfyEdge({ baseUrl: worker.url, apiKey: worker.publisherKey });
  const directory = join(worker.directory, 'tiny');
  digest = await writeTinyModel(directory, 1);
  for (const model of ['tiny', 'tiny-b', 'tiny-c']) {
    await publishDirectory({ directory, model, client });
  }
}, 60_000);

afterAll(() => worker.close());

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

test('images.generate: the seed is the image, alone and in a batch', async () => {
  const batch = await client.images.generate({ model: 'tiny', class: 'square', seed: 7, n: 3 });
  expect(batch).toMatchObject({ model: 'tiny', digest });
  expect(batch.images.map(({ seed }) => seed)).toEqual([7, 8, 9]);
  for (const image of batch.images) {
    expect(image).toMatchObject({ class: 'square', classIndex: 1, width: 8, height: 8 });
    expect(sha256(image.bytes)).toBe(image.sha256);
    const pinned = { model: `tiny@${digest}`, class: 1, seed: image.seed };
    const { images, engineId } = await client.images.generate(pinned);
    expect(images[0]?.bytes).toEqual(image.bytes);
    expect(engineId).toBe(batch.engineId);
  }
  expect(new Set(batch.images.map((image) => image.sha256)).size).toBe(3);
});

test('a seed that was drawn is reported and gives the image again', async () => {
  const drawn = await client.images.generate({ model: 'tiny', class: 'star' });
  const seed = drawn.images[0]?.seed ?? Number.NaN;
  const again = await client.images.generate({ model: 'tiny', class: 'star', seed });
  expect(again.images[0]?.sha256).toBe(drawn.images[0]?.sha256);
});

test('images.sheet', async () => {
  const one = { model: 'tiny', class: 'star', seed: 7 };
  const sheet = await client.images.sheet({ ...one, n: 6, columns: 3 });
  expect(sheet).toMatchObject({ seed: 7, digest, class: 'star' });
  // Width and height stand in the header chunk: https://www.w3.org/TR/png/#11IHDR
  const header = new DataView(sheet.bytes.buffer, sheet.bytes.byteOffset);
  const gap = (header.getUint32(16) - 3 * 8) / 2;
  expect(header.getUint32(20)).toBe(2 * 8 + gap);
  const { images } = await client.images.generate(one);
  expect(sha256((await client.images.sheet(one)).bytes)).toBe(images[0]?.sha256);
});

test('models', async () => {
  const names: string[] = [];
  for await (const model of client.models.list({ limit: 2 })) {
    names.push(model.name);
    expect(model.latest).toBe(digest);
  }
  expect(names.sort()).toEqual(['tiny', 'tiny-b', 'tiny-c']);
  const model = await client.models.get('tiny');
  expect(model).toMatchObject({
    name: 'tiny',
    aliases: [{ alias: 'latest', digest }],
    versionCount: 1,
  });
  const version = await client.models.version('tiny', digest);
  expect(version).toMatchObject({ digest, classes: ['circle', 'square', 'star'] });
  expect(version.blobs.map(({ role }) => role)).toEqual(['generator']);
});

test('health and generation name the same engine', async () => {
  const { status, engineId } = await client.health();
  expect(status).toBe('ok');
  expect((await client.images.generate({ model: 'tiny' })).engineId).toBe(engineId);
});

test.each([
  [{ model: 'none' }, 'NotFoundError', 'model_not_found', '/model'],
  [{ model: 'tiny@none' }, 'NotFoundError', 'alias_not_found', '/model'],
  [{ model: `tiny@${'0'.repeat(64)}` }, 'NotFoundError', 'version_not_found', '/model'],
  [{ model: 'tiny', class: 'hat' }, 'BadRequestError', 'unknown_class', '/class'],
  [{ model: 'tiny', seed: -1 }, 'BadRequestError', 'invalid_request', '/seed'],
  [{ model: 'tiny', n: 65 }, 'BadRequestError', 'invalid_request', '/n'],
  [{ model: 'tiny', truncation: Number.NaN }, 'BadRequestError', 'invalid_request', '/truncation'],
])('%j → %s %s', async (parameters, name, code, pointer) => {
  const error = await client.images.generate(parameters).catch((caught) => caught);
  expect(error).toMatchObject({ name, code, pointer });
  expect(error.requestId).toMatch(/./);
});

test('without a key, with a wrong one', async () => {
  for (const apiKey of [undefined, 'wrong']) {
    const stranger = new ComfyEdge({ baseUrl: worker.url, apiKey });
    const call = stranger.images.generate({ model: 'tiny' });
    await expect(call).rejects.toMatchObject({ name: 'AuthenticationError', status: 401 });
    expect((await stranger.models.get('tiny')).name).toBe('tiny');
  }
});
