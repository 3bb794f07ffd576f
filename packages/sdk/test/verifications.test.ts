/** Receipts and addresses: what is sent, and what is made of the answer. */
import { expect, test } from 'vitest';
import { ComfyEdge } from '../src/index.ts';
import { json, scriptedServer } from './scripted-server.ts';

const digest = 'ab'.repeat(32);
const verification = { genuine: true, evidence: 'image', signature: 'none', differences: [] };

test.each([
  ['image/png', [137, 80, 78, 71]],
  ['image/webp', [82, 73, 70, 70]],
  ['image/jpeg', [255, 216, 255, 224]],
  ['image/gif', [71, 73, 70, 56]],
])('verifications.create sends an %s as it is', async (contentType, bytes) => {
  await using server = await scriptedServer(json(200, verification));
  const { verifications } = new ComfyEdge({ baseUrl: server.url, apiKey: 'key' });
  expect(await verifications.create(Uint8Array.from(bytes))).toEqual(verification);
  const [request] = server.received;
  expect(request).toMatchObject({ method: 'POST', url: '/v1/verifications' });
  expect(request?.headers).toMatchObject({
    ...{ 'content-type': contentType, 'content-length': '4' },
  });
});

test('verifications.create sends a receipt as JSON', async () => {
  await using server = await scriptedServer(json(200, verification));
  const { verifications } = new ComfyEdge({ baseUrl: server.url, apiKey: 'key' });
  await verifications.create({ receipt: 'a.b.c' });
  expect(JSON.parse(server.received[0]?.body ?? '')).toEqual({ receipt: 'a.b.c' });
});

test('verifications.keys', async () => {
  const keys = [{ kty: 'OKP', crv: 'Ed25519', x: 'x', kid: 'k', alg: 'EdDSA', use: 'sig' }];
  await using server = await scriptedServer(json(200, { keys }));
  const { verifications } = new ComfyEdge({ baseUrl: server.url });
  expect(await verifications.keys()).toEqual(keys);
  expect(server.received[0]?.url).toBe('/.well-known/comfy-edge-keys.json');
});

test('images.url names an image under a version or an alias, and sends nothing', () => {
  const { images } = new ComfyEdge({ baseUrl: 'http://127.0.0.1:1/edge' });
  const model = 'fashion-mnist';
  expect(images.url({ model, digest, seed: 42, class: 'sneaker', size: 224 })).toBe(
    `http://127.0.0.1:1/edge/v1/models/fashion-mnist/versions/${digest}/images/42.png?class=sneaker&size=224`,
  );
  expect(images.url({ model, seed: 0, format: 'webp', quality: 80 })).toBe(
    'http://127.0.0.1:1/edge/v1/models/fashion-mnist/aliases/latest/images/0.webp?quality=80',
  );
  expect(images.url({ model, alias: 'stable', seed: 1 })).toBe(
    'http://127.0.0.1:1/edge/v1/models/fashion-mnist/aliases/stable/images/1.png',
  );
  expect(() => images.url({ model: '..', seed: 1 })).toThrow('expected model to be a name');
});
