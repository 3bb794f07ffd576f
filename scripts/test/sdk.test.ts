/** The SDK against the real Worker: every method once, and the errors an application meets. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
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
  const { signing } = worker;
  const directory = join(worker.directory, 'tiny');
  digest = await writeTinyModel(directory, 1);
  for (const model of ['tiny', 'tiny-b', 'tiny-c']) {
    await publishDirectory({ directory, model, client, signing });
  }
  const fashion = fileURLToPath(new URL('../../models/fashion-mnist', import.meta.url));
  await publishDirectory({ directory: fashion, model: 'fashion', client, signing });
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

test('images.stream and images.parts give the images of images.generate', async () => {
  const request = { model: 'tiny', class: 'star', seed: 7, n: 3 };
  const { images } = await client.images.generate(request);
  const streamed: string[] = [];
  let lastId = '';
  for await (const event of client.images.stream(request)) {
    if (event.type !== 'image') continue;
    streamed.push(event.image.sha256);
    if (event.image.index === 0) lastId = event.id;
  }
  expect(streamed).toEqual(images.map((image) => image.sha256));
  const rest: number[] = [];
  for await (const event of client.images.stream(request, { lastEventId: lastId })) {
    if (event.type === 'image') rest.push(event.image.index);
  }
  expect(rest).toEqual([1, 2]);
  const files: string[] = [];
  for await (const part of client.images.parts(request)) files.push(sha256(part.bytes));
  expect(files).toEqual(streamed);
});

test('latent space: a path, a picture encoded, seen and varied, and two versions compared', async () => {
  const model = 'fashion';
  const path = { model, class: 'bag', waypoints: [{ seed: 1 }, { seed: 2 }], frames: 3 };
  const { frames } = await client.interpolations.create(path);
  const { images } = await client.images.generate({ model, class: 'bag', seed: 1 });
  const [picture] = images;
  expect(frames).toHaveLength(3);
  expect(frames[0]).toMatchObject({ width: 28, mediaType: 'image/png' });
  expect((await client.interpolations.file({ ...path, format: 'gif' })).mediaType).toBe(
    'image/gif',
  );

  const image = picture?.bytes ?? '';
  const { mean, sigma } = await client.encodings.create({ model, image });
  expect([mean.length, sigma.length]).toEqual([64, 64]);
  const seen = await client.reconstructions.create({ model, image });
  expect(seen.classGiven).toBe(false);
  const file = await client.reconstructions.file({ model, image });
  expect(file.bytes).toEqual(seen.reconstruction.bytes);
  const vary = { model, image, class: 'bag', n: 4, seed: 5 };
  const varied = await client.variations.create(vary);
  expect(varied.images.map(({ seed }) => seed)).toEqual([5, 6, 7, 8]);
  expect(varied.picture.bytes).toEqual(seen.picture.bytes);
  expect((await client.variations.file(vary)).mediaType).toBe('image/png');

  const same = await client.comparisons.create({ models: [model, model], n: 2, seed: 1 });
  expect(same).toMatchObject({ meanAbsoluteLevels: 0, structuralSimilarity: 1 });
  expect(same.pairs[0]?.images[0]?.bytes).toEqual(same.pairs[0]?.images[1]?.bytes);
  const sheet = await client.comparisons.file({ models: [model, model], n: 2, seed: 1 });
  expect(sheet.bytes.length).toBeGreaterThan(100);

  const { digest: version } = same.versions[0] ?? { digest: '' };
  const listed = await client.models.directions(model, version, { class: 'bag' });
  expect(listed).toMatchObject({ model, class: 'bag', seed: 0 });
  for (const { strip, vector } of listed.directions) {
    expect(vector).toHaveLength(64);
    expect(strip.mediaType).toBe('image/png');
  }
});

test('refusals of pictures and of streams are the classes that all refusals are', async () => {
  const image = new TextEncoder().encode('no picture');
  await expect(client.encodings.create({ model: 'fashion', image })).rejects.toMatchObject({
    ...{ name: 'BadRequestError', code: 'image_invalid', pointer: '/image' },
  });
  await expect(client.encodings.create({ model: 'tiny', image })).rejects.toMatchObject({
    ...{ name: 'BadRequestError', status: 422 },
  });
  const stream = async () => {
    for await (const event of client.images.stream({ model: 'none' }))
      expect(event).toBeUndefined();
  };
  await expect(stream()).rejects.toMatchObject({ name: 'NotFoundError', code: 'model_not_found' });
});

test('verifications.create: an image, its bytes, or its receipt alone', async () => {
  const { images } = await client.images.generate({ model: 'tiny', class: 'star', seed: 7 });
  const [image] = images;
  if (image === undefined) throw new Error('expected an image, got none');
  for (const evidence of [image, image.bytes, image.blob(), { receipt: image.receipt }]) {
    const { genuine, differences } = await client.verifications.create(evidence);
    expect([genuine, differences]).toEqual([true, []]);
  }
});

test('models.exportFile: what other libraries load', async () => {
  const file = { model: 'tiny', digest, file: 'model.json' } as const;
  const text = new TextDecoder().decode(await client.models.exportFile(file));
  expect(JSON.parse(text)).toMatchObject({ format: 'graph-model' });
  const missing = client.models.exportFile({ ...file, network: 'encoder' });
  await expect(missing).rejects.toMatchObject({ name: 'NotFoundError', code: 'export_not_found' });
});

test('models', async () => {
  const names: string[] = [];
  for await (const model of client.models.list({ limit: 2 })) {
    names.push(model.name);
    if (model.name !== 'fashion') expect(model.latest).toBe(digest);
  }
  expect(names.sort()).toEqual(['fashion', 'tiny', 'tiny-b', 'tiny-c']);
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
