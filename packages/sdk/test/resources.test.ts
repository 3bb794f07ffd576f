/** What each method sends and what it makes of the answer. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeBase64, encodeBase64 } from '../src/base64.ts';
import { ComfyEdge } from '../src/index.ts';
import { json, scriptedServer, text } from './scripted-server.ts';

const digest = 'ab'.repeat(32);
const generated = {
  ...{ model: 'fashion-mnist', digest, engineId: 'engine-1', truncation: 0.5 },
  images: [
    {
      ...{ index: 0, seed: 42, class: 'Sneaker', classIndex: 7, sha256: 'cd'.repeat(32) },
      ...{ width: 28, height: 28, format: 'png', base64: 'iVBORw0KGgo=', receipt: 'a.b.' },
    },
  ],
};

test('images.generate', async () => {
  await using server = await scriptedServer(json(200, generated));
  const client = new ComfyEdge({
    ...{ baseUrl: `${server.url}/edge/`, apiKey: 'key' },
    defaultHeaders: { 'X-Team': 'games', Accept: 'text/html' },
  });
  const result = await client.images.generate({ model: 'fashion-mnist', class: 7, seed: 42 });
  const [request] = server.received;
  expect(request).toMatchObject({ method: 'POST', url: '/edge/v1/images' });
  expect(request?.headers).toMatchObject({
    ...{ authorization: 'Bearer key', 'x-team': 'games' },
    ...{ accept: 'application/json', 'content-type': 'application/json' },
  });
  expect(JSON.parse(request?.body ?? '')).toEqual({ model: 'fashion-mnist', class: 7, seed: 42 });
  expect(result).toMatchObject({ model: 'fashion-mnist', digest, engineId: 'engine-1' });
  const [image] = result.images;
  expect(image).toMatchObject({ seed: 42, class: 'Sneaker', width: 28, mediaType: 'image/png' });
  expect(image?.receipt).toBe('a.b.');
  expect(image?.bytes).toEqual(Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10));
  expect(image?.dataUrl()).toBe('data:image/png;base64,iVBORw0KGgo=');
  expect(image?.blob()).toMatchObject({ size: 8, type: 'image/png' });
});

test('images.sheet', async () => {
  const bytes = Uint8Array.of(137, 80, 78, 71);
  await using server = await scriptedServer(
    (response) => {
      response.writeHead(200, {
        ...{ 'content-type': 'image/png', 'comfy-seed': '4294967295' },
        ...{ 'comfy-model-digest': digest, 'comfy-engine-id': 'e', 'comfy-class': 'T-shirt%2Ftop' },
      });
      response.end(bytes);
    },
    text(200, 'image/png', bytes),
  );
  const client = new ComfyEdge({ baseUrl: server.url });
  const sheet = await client.images.sheet({ model: 'm', n: 4, columns: 2 });
  expect(server.received[0]?.headers.accept).toBe('image/png');
  expect(sheet).toMatchObject({
    bytes,
    seed: 4294967295,
    digest,
    engineId: 'e',
    class: 'T-shirt/top',
  });
  expect(sheet.blob().type).toBe('image/png');
  await expect(client.images.sheet({ model: 'm' })).rejects.toThrow(/expected a header Comfy-Seed/);
});

test('models.list goes over pages, in models or in pages, and again from the start', async () => {
  await using server = await scriptedServer(
    json(200, { models: [{ name: 'a' }, { name: 'b', latest: digest }], nextCursor: 'n&2' }),
    json(200, { models: [{ name: 'c' }] }),
    json(200, { models: [{ name: 'a' }], nextCursor: 'n' }),
    json(200, { models: [] }),
  );
  const list = new ComfyEdge({ baseUrl: server.url }).models.list({ limit: 2 });
  expect(server.received).toHaveLength(0);
  const names: string[] = [];
  for await (const model of list) names.push(model.name);
  expect(names).toEqual(['a', 'b', 'c']);
  const sizes: number[] = [];
  for await (const page of list.pages()) sizes.push(page.length);
  expect(sizes).toEqual([1, 0]);
  expect(server.received.map((request) => request.url)).toEqual([
    ...['/v1/models?limit=2', '/v1/models?limit=2&cursor=n%262'],
    ...['/v1/models?limit=2', '/v1/models?limit=2&cursor=n'],
  ]);
});

test('a cursor that stands still ends in an error, not in a loop', async () => {
  await using server = await scriptedServer(json(200, { models: [], nextCursor: 'same' }));
  const pages = new ComfyEdge({ baseUrl: server.url }).models.list().pages();
  const walk = async () => {
    for await (const page of pages) expect(page).toEqual([]);
  };
  await expect(walk()).rejects.toThrow('expected a cursor that moves on');
});

test('names are escaped, and what cannot be a name is refused before it is sent', async () => {
  const model = { name: 'm', aliases: [], versions: [], versionCount: 0 };
  await using server = await scriptedServer(json(200, model));
  const client = new ComfyEdge({ baseUrl: server.url });
  expect(await client.models.get('a/../b?c#d')).toEqual(model);
  expect(server.received[0]?.url).toBe('/v1/models/a%2F..%2Fb%3Fc%23d');
  for (const name of ['', '.', '..']) {
    await expect(client.models.get(name)).rejects.toThrow(TypeError);
  }
  expect(server.received).toHaveLength(1);
});

test('publishing: blobs, a version, and an alias', async () => {
  const alias = json(201, { alias: 'latest', digest }, { etag: '"1"' });
  await using server = await scriptedServer(
    json(201, { sha256: digest, sizeBytes: 2 }),
    json(200, { model: 'm', digest }),
    alias,
    alias,
    json(200, { alias: 'latest', digest }),
  );
  const { blobs, models } = new ComfyEdge({ baseUrl: server.url, apiKey: 'k' });
  const bytes = Uint8Array.of(0, 255);
  expect(await blobs.put(digest, bytes)).toEqual({
    sha256: digest,
    sizeBytes: 2,
    created: true,
  });
  expect((await models.putVersion('m', digest, { manifest: bytes })).created).toBe(false);
  expect((await models.aliases.put('m', 'latest', { digest, ifNoneMatch: '*' })).etag).toBe('"1"');
  expect((await models.aliases.get('m', 'latest')).etag).toBe('"1"');
  await expect(models.aliases.get('m', 'latest')).rejects.toThrow('expected an ETag');
  const [blob, version, put] = server.received;
  expect(blob).toMatchObject({ method: 'PUT', url: `/v1/blobs/${digest}`, body: '\x00\xff' });
  expect(blob?.headers['content-type']).toBe('application/octet-stream');
  expect(version).toMatchObject({ method: 'PUT', url: `/v1/models/m/versions/${digest}` });
  expect(put).toMatchObject({ method: 'PUT', body: JSON.stringify({ digest }) });
  expect(put?.headers['if-none-match']).toBe('*');
});

test('base64 there and back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
      expect(encodeBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
      expect(decodeBase64(encodeBase64(bytes))).toEqual(new Uint8Array(bytes));
    }),
  );
});
