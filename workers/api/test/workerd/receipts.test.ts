/** Receipts: in every file, signed, and held against what the engine makes. */

import { env } from 'cloudflare:workers';
import type { components } from '@comfy-edge/contract';
import {
  embedReceipt,
  engineId,
  findReceipt,
  fromToken,
  removeReceipt,
  toToken,
} from '@comfy-edge/runtime';
import { decode } from 'fast-png';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Client, freshClient } from '../support/client.ts';
import { receiptKey, receiptKeyId, receiptKeys } from '../support/receipt-keys.ts';
import { imagesKey } from '../support/test-keys.ts';
import type { TinyModel } from '../support/tiny-model.ts';

type Verification = components['schemas']['Verification'];

const unsigned = freshClient();
const signing = freshClient({ ...env, RECEIPT_KEYS: receiptKeys });
const { d: _, ...retired } = receiptKey;
const other = {
  ...{ kty: 'OKP', crv: 'Ed25519', x: 'L-5E-Y6X-_y8tZXgTEZXA4DrPJMzN5D8Wx1NyV5RL0E' },
  d: '8GQIAFRXq3Y8v9SlyNJXgFXAWKe8k5kDqOHqJ3jT5mQ',
};
let model: TinyModel;

beforeAll(async () => {
  model = await unsigned.publish('tiny', 1);
});

const formats = ['png', 'webp', 'jpeg'] as const;
const request = { model: 'tiny', class: 'star', seed: 42 };

async function fileOf(client: Client, body: object) {
  const { response } = await client.generate(body);
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { bytes, token: response.headers.get('comfy-receipt') ?? '' };
}

async function verify(
  client: Client,
  body: Uint8Array | { receipt: string },
): Promise<Verification> {
  const isImage = body instanceof Uint8Array;
  const { response, outcome } = await client.send('/v1/verifications', {
    method: 'POST',
    key: imagesKey,
    headers: { 'Content-Type': isImage ? 'image/png' : 'application/json' },
    body: isImage ? body : JSON.stringify(body),
  });
  expect(outcome).toBe('verify 200 application/json');
  return response.json();
}

const partsOf = ({ differences }: Verification) => differences.map(({ part }) => part);

describe.each(formats)('a %s file', (format) => {
  test('carries the receipt that the header says', async () => {
    const { bytes, token } = await fileOf(signing, { ...request, format });
    expect(findReceipt(format, bytes)).toEqual(fromToken(token));
    expect(JSON.parse(fromToken(token)?.receipt ?? '')).toMatchObject({
      ...{ version: 1, engine: engineId, model: 'tiny', digest: model.digest },
      ...{ seed: 42, n: 1, class: 'star', truncation: 1, format },
    });
  });

  test('is the same file without its signature, and always the same with it', async () => {
    const signed = await fileOf(signing, { ...request, format });
    const plain = await fileOf(unsigned, { ...request, format });
    const { receipt = '' } = findReceipt(format, signed.bytes) ?? {};
    const bare = removeReceipt(format, signed.bytes);
    const stripped = embedReceipt({ format, bytes: bare, width: 8, height: 8 }, { receipt });
    expect(stripped).toEqual(plain.bytes);
    expect(await fileOf(signing, { ...request, format })).toEqual(signed);
  });

  test('is genuine', async () => {
    for (const client of [signing, unsigned]) {
      const { bytes } = await fileOf(client, { ...request, format, size: 16 });
      const verification = await verify(client, bytes);
      expect(verification).toMatchObject({ genuine: true, evidence: 'image', differences: [] });
      expect(verification.signature).toBe(client === signing ? 'valid' : 'none');
    }
  });
});

test.each([
  ['a sheet', { n: 5, columns: 2, size: 16 }],
  ['a sheet over all classes', { n: 4, class: undefined }],
  ['a tensor', { format: 'npy', n: 2 }],
  ['a tensor of floats', { format: 'npy', valueType: 'float32' }],
  ['a lossy file', { format: 'webp', quality: 60, size: 20, resampling: 'lanczos' }],
  ['a truncated latent', { truncation: 0.25 }],
])('the receipt of %s is enough to verify it', async (_what, fields) => {
  const { token } = await fileOf(signing, { ...request, ...fields });
  expect(await verify(signing, { receipt: token })).toMatchObject({
    ...{ genuine: true, evidence: 'receipt', signature: 'valid', differences: [] },
  });
});

test('JSON has the receipt of every image', async () => {
  const { response } = await signing.generate({ ...request, n: 2 }, { accept: 'application/json' });
  const { images } = await response.json<components['schemas']['GeneratedImages']>();
  const alone = await fileOf(signing, { ...request, seed: 43 });
  expect(images[1]?.receipt).toBe(alone.token);
  expect(response.headers.has('comfy-receipt')).toBe(false);
});

test('an address has the same file and receipt, and another entity tag when another key signs', async () => {
  const path = `/v1/models/tiny/versions/${model.digest}/images/42.png?class=star`;
  const { response } = await signing.send(path, { key: imagesKey });
  const { bytes, token } = await fileOf(signing, request);
  expect(response.headers.get('comfy-receipt')).toBe(token);
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
  const { response: plain } = await unsigned.send(path, { key: imagesKey });
  expect(plain.headers.get('etag')).not.toBe(response.headers.get('etag'));
  expect(plain.headers.get('comfy-receipt')).toBe((await fileOf(unsigned, request)).token);
});

describe('what was changed is named:', () => {
  test('pixels', async () => {
    const { bytes } = await fileOf(signing, request);
    const { bytes: another } = await fileOf(signing, { ...request, seed: 43 });
    const embedded = findReceipt('png', bytes);
    if (embedded === undefined) throw new Error('expected a receipt');
    const swapped = embedReceipt(
      { format: 'png', bytes: removeReceipt('png', another), width: 8, height: 8 },
      embedded,
    );
    const verification = await verify(signing, swapped);
    expect(partsOf(verification)).toEqual(['pixels']);
    expect(verification.differences[0]?.detail).toMatch(/got \d+ of 64 others$/);
    expect(verification).toMatchObject({ genuine: false, signature: 'valid' });
  });

  test('the size of the picture', async () => {
    const { bytes } = await fileOf(signing, request);
    const { bytes: large } = await fileOf(signing, { ...request, size: 16 });
    const embedded = findReceipt('png', bytes);
    if (embedded === undefined) throw new Error('expected a receipt');
    const bare = removeReceipt('png', large);
    const swapped = embedReceipt({ format: 'png', bytes: bare, width: 16, height: 16 }, embedded);
    expect((await verify(signing, swapped)).differences).toEqual([
      { part: 'pixels', detail: 'expected 8×8 pixels, got 16×16' },
    ]);
  });

  test('the file, where another program wrote the same pixels', async () => {
    const { bytes } = await fileOf(signing, request);
    const { bytes: webp } = await fileOf(signing, { ...request, format: 'webp' });
    const embedded = findReceipt('png', bytes);
    if (embedded === undefined) throw new Error('expected a receipt');
    const bare = removeReceipt('webp', webp);
    const converted = embedReceipt({ format: 'webp', bytes: bare, width: 8, height: 8 }, embedded);
    expect((await verify(signing, converted)).differences).toEqual([
      {
        part: 'file',
        detail: 'expected the png file of this service, got the same pixels in another webp file',
      },
    ]);
  });

  test('the receipt, and with it the signature', async () => {
    const { token } = await fileOf(signing, request);
    const embedded = fromToken(token);
    if (embedded === undefined) throw new Error('expected a receipt');
    const receipt = embedded.receipt.replace('"seed":42', '"seed":43');
    const verification = await verify(signing, { receipt: toToken({ ...embedded, receipt }) });
    expect(partsOf(verification)).toEqual(['signature', 'receipt']);
    expect(verification.differences[1]?.detail).toMatch(/^expected pixels "[0-9a-f]{64}", got /);
    expect(verification.signature).toBe('invalid');
  });

  test('the engine', async () => {
    const { token } = await fileOf(unsigned, request);
    const receipt = fromToken(token)?.receipt.replace(engineId, 'f'.repeat(64)) ?? '';
    const verification = await verify(unsigned, { receipt: toToken({ receipt }) });
    expect(partsOf(verification)).toEqual(['engine']);
  });

  test('a signature that is missing, or of a key that is not listed', async () => {
    const plain = await fileOf(unsigned, request);
    expect(partsOf(await verify(signing, plain.bytes))).toEqual(['signature']);
    const signed = await fileOf(signing, request);
    const verification = await verify(unsigned, signed.bytes);
    expect(verification).toMatchObject({ genuine: false, signature: 'unknown_key' });
  });
});

describe('keys', () => {
  const keysOf = async (client: Client) => {
    const { response } = await client.send('/.well-known/comfy-edge-keys.json');
    return (await response.json<components['schemas']['ReceiptKeys']>()).keys;
  };

  test('are published without their private half, by their thumbprint', async () => {
    expect(await keysOf(signing)).toEqual([
      { ...retired, kid: receiptKeyId, alg: 'EdDSA', use: 'sig' },
    ]);
    expect(await keysOf(unsigned)).toEqual([]);
  });

  test('verify the token as any JOSE library would', async () => {
    const { token } = await fileOf(signing, request);
    const [head = '', payload = '', signature = ''] = token.split('.');
    const decodeText = (text: string) => atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    expect(JSON.parse(decodeText(head))).toEqual({ alg: 'EdDSA', kid: receiptKeyId });
    const key = await crypto.subtle.importKey('jwk', retired, 'Ed25519', false, ['verify']);
    const bytes = Uint8Array.from(decodeText(signature), (it) => it.charCodeAt(0));
    const input = new TextEncoder().encode(`${head}.${payload}`);
    expect(await crypto.subtle.verify('Ed25519', key, bytes, input)).toBe(true);
  });

  test.each([
    ['no JSON', 'secret'],
    ['no keys', '{"keys":[]}'],
    ['a first key that cannot sign', JSON.stringify({ keys: [retired] })],
    ['a key of another kind', JSON.stringify({ keys: [{ ...receiptKey, kty: 'EC' }] })],
    [
      'halves that do not belong together',
      JSON.stringify({ keys: [{ ...receiptKey, x: other.x }] }),
    ],
  ])('%s is a defect of ours, told to nobody', async (_what, configured) => {
    const { response, outcome } = await freshClient({ ...env, RECEIPT_KEYS: configured }).generate(
      request,
    );
    expect(outcome).toBe('generateImages 500 internal_error');
    expect(await response.text()).not.toMatch(/secret|keys|nWGxne/);
  });
});

test('the pixels are those without receipts', async () => {
  const { bytes } = await fileOf(signing, request);
  expect(decode(bytes).data).toEqual(decode(removeReceipt('png', bytes)).data);
});

test.each([
  ['', undefined],
  ['..', undefined],
  ['e30.e30.e30', undefined],
  ['eyJhbGciOiJub25lIn0.e30.', { receipt: '{}' }],
  ['eyJhbGciOiJub25lIn0.e30.AA', undefined],
  ['eyJhbGciOiJub25lIn0.e30=.', undefined],
])('%j is the token of %j', (token, embedded) => {
  expect(fromToken(token)).toEqual(embedded);
});
