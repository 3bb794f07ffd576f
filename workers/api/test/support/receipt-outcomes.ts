/** Every outcome of receipts, with a call that reaches it. The model `tiny` is published. */

import { env } from 'cloudflare:workers';
import { receiptText, toToken } from '@comfy-edge/runtime';
import { type Answer, brokenBucket, Client, freshClient } from './client.ts';
import { imagesKey, modelsKey } from './test-keys.ts';

const edge = new Client();
const path = '/v1/verifications';

async function someImage(): Promise<Uint8Array> {
  const { response } = await edge.generate({ model: 'tiny', class: 'star', seed: 1 });
  return new Uint8Array(await response.arrayBuffer());
}

/** A receipt with some fields changed, and its signature gone. */
async function changed(fields: object): Promise<{ receipt: string }> {
  const { response } = await edge.generate({ model: 'tiny', class: 'star', seed: 1 });
  const [, payload = ''] = response.headers.get('comfy-receipt')?.split('.') ?? [];
  const text = atob(payload.replaceAll('-', '+').replaceAll('_', '/'));
  return { receipt: toToken({ receipt: receiptText({ ...JSON.parse(text), ...fields }) }) };
}

const sendImage = (body: Uint8Array, client = edge, key: string | undefined = imagesKey) =>
  client.send(path, {
    ...{ method: 'POST', headers: { 'Content-Type': 'image/png' }, body },
    ...(key && { key }),
  });
/** With other bytes in its header, which begins at 16 with width and height. */
async function edited(at: number, bytes: readonly number[]): Promise<Uint8Array> {
  const image = await someImage();
  image.set(bytes, at);
  return image;
}

export const receiptOutcomes: Record<string, () => Promise<Answer>> = {
  'verify 200 application/json': async () => sendImage(await someImage()),
  'verify 400 invalid_json': () => edge.post(path, '{'),
  'verify 400 invalid_request': () => edge.post(path, { receipt: 'a.b.c' }),
  'verify 401 unauthenticated': async () => sendImage(await someImage(), edge, ''),
  'verify 403 insufficient_scope': async () => sendImage(await someImage(), edge, modelsKey),
  'verify 404 version_not_found': async () =>
    edge.post(path, await changed({ digest: '0'.repeat(64) })),
  'verify 413 payload_too_large': () => sendImage(new Uint8Array(4 * 1024 * 1024 + 1)),
  'verify 415 unsupported_media_type': () =>
    edge.send(path, { method: 'POST', key: imagesKey, body: 'receipt=1' }),
  'verify 422 receipt_missing': () =>
    sendImage(Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 0)),
  'verify 422 receipt_invalid': async () => edge.post(path, await changed({ version: 2 })),
  'verify 422 image_invalid': () => sendImage(new TextEncoder().encode('no picture')),
  'verify 422 image_unsupported': async () => sendImage(await edited(24, [4, 2, 0, 0, 1])),
  'verify 422 image_too_large': async () =>
    sendImage(await edited(16, [0, 0, 255, 255, 0, 0, 255, 255])),
  'verify 422 unknown_class': async () => edge.post(path, await changed({ class: 'hat' })),
  'verify 422 unknown_direction': async () =>
    edge.post(path, await changed({ directions: [{ index: 63, amount: 1 }] })),
  'verify 422 unsupported_size': async () =>
    edge.post(path, await changed({ size: 9, resampling: 'nearest' })),
  'verify 500 internal_error': async () =>
    sendImage(await someImage(), freshClient({ DB: env.DB })),
  'verify 503 model_unavailable': async () => {
    const { digest } = await edge.publish('damaged-by-verify', 3);
    await env.MODELS.put(`models/damaged-by-verify/versions/${digest}.json`, '{"damaged":true}');
    return freshClient().post(path, await changed({ model: 'damaged-by-verify', digest }));
  },
  'verify 503 storage_unavailable': async () =>
    sendImage(await someImage(), freshClient({ ...env, MODELS: brokenBucket() })),

  'getReceiptKeys 200 application/json': () => edge.send('/.well-known/comfy-edge-keys.json'),
  'getReceiptKeys 304 none': async () => {
    const { response } = await edge.send('/.well-known/comfy-edge-keys.json');
    const tag = response.headers.get('etag') ?? 'none';
    return edge.send('/.well-known/comfy-edge-keys.json', { headers: { 'If-None-Match': tag } });
  },
  'getReceiptKeys 500 internal_error': () =>
    freshClient({ ...env, RECEIPT_KEYS: 'secret' }).send('/.well-known/comfy-edge-keys.json'),
};
