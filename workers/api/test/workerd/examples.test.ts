/** Whatever openapi.yaml shows can be done: each example is sent, and answered as it says. */

import { env } from 'cloudflare:workers';
import type { Graph } from '@comfy-edge/model';
import { engineId } from '@comfy-edge/runtime';
import { beforeAll, expect, test } from 'vitest';
import { KeyStore } from '../../src/auth/key-store.ts';
import { Database } from '../../src/database.ts';
import { Client } from '../support/client.ts';
import {
  type ExampleBody,
  type ExampleRequest,
  exampleRequests,
  missingExamples,
} from '../support/examples.ts';
import { readFashionMnist } from '../support/fashion-mnist.ts';
import { publicationOf } from '../support/publishers.ts';
import { bootstrapKey, imagesKey, modelsKey } from '../support/test-keys.ts';
import { makeTinyModel } from '../support/tiny-model.ts';

const edge = new Client();
const keys: Readonly<Record<string, string>> = {
  'images:write': imagesKey,
  'models:write': modelsKey,
  admin: bootstrapKey,
};

/** What the published manifest of the examples is made of. */
const shownGraph: Graph = {
  classCount: 3,
  nodes: [
    { op: 'input', id: 'z', shape: [8] },
    {
      op: 'dense',
      id: 'dense',
      input: 'z',
      units: 64,
      bias: 'perClass',
      gain: 'none',
      activation: { fn: 'tanh' },
    },
    { op: 'reshape', id: 'pixels', input: 'dense', shape: [8, 8, 1] },
  ],
};

let digest: string;

beforeAll(async () => {
  ({ digest } = await edge.publishModel('fashion-mnist', readFashionMnist()));
  await edge.putAlias('fashion-mnist', 'candidate', digest, { 'If-None-Match': '*' });
  await splitBeta();
  const { blobs } = await makeTinyModel(1, shownGraph);
  for (const [sha256, bytes] of blobs) await edge.putBlob(sha256, bytes);
  const shownKey = {
    ...{ id: 'ExampleKey00', name: 'web shop', scopes: ['images:write'] as const, quotas: {} },
    hash: '77392161beec2c144fcb467f392a198ba71c9c9d895895b67e14d99b553f5bef',
    createdAtMs: Date.parse('2026-11-25T12:00:00.000Z'),
    expiresAtMs: Date.parse('2099-12-31T00:00:00.000Z'),
  };
  const author = { actor: 'bootstrap', requestId: 'examples' };
  await new KeyStore(new Database(env.DB)).add(shownKey, author);
});

/** An alias that has moved, and has a canary. */
async function splitBeta(): Promise<void> {
  const [first, second] = [await makeTinyModel(5), await makeTinyModel(6)];
  for (const { digest: version, manifestBytes, blobs } of [first, second]) {
    for (const [sha256, bytes] of blobs) await edge.putBlob(sha256, bytes);
    await edge.putVersion('fashion-mnist', version, manifestBytes);
  }
  const path = '/v1/models/fashion-mnist/aliases/beta';
  await edge.putAlias('fashion-mnist', 'beta', first.digest, { 'If-None-Match': '*' });
  const etag = (await edge.send(path)).response.headers.get('etag') ?? '';
  await edge.putAlias('fashion-mnist', 'beta', second.digest, { 'If-Match': etag });
  const canary = { digest, percent: 5, force: true, reason: 'it is the older one' };
  const { outcome } = await edge.put(`${path}/canary`, JSON.stringify(canary));
  expect(outcome).toBe('putCanary 200 application/json');
}

test('nothing that is asked for lacks an example', () => {
  expect(missingExamples()).toEqual([]);
});

test('the examples are of the model and the engine there are: if not, npm run record-examples', () => {
  const shown = exampleRequests().find(({ name }) => name === 'generateImages, one')?.answer;
  expect(shown).toMatchObject({ digest, engineId });
});

test.each(exampleRequests().map((it) => [it.name, it] as const))('%s', async (_, example) => {
  const { operationId, method, scope, answer, body } = example;
  const key = scope && keys[scope];
  const { response, outcome } = await edge.send(example.path, {
    ...{ method, redirect: 'manual', headers: await headersOf(example) },
    ...(key && { key }),
    ...(body && { body: await contentOf(body) }),
  });
  const problem = response.status >= 400 ? await response.clone().text() : '';
  expect(outcome, problem).toMatch(new RegExp(`^${operationId} (2|3)`));
  if (example.headers.Accept) expect(outcome).toContain(example.headers.Accept);
  if (answer !== undefined) expect(await response.json()).toEqual(deterministic(answer));
});

/** A form names its boundary itself. */
async function headersOf({ operationId, path, headers, body }: ExampleRequest) {
  if (operationId === 'putModelVersion') {
    const [, model = '', version = ''] = /^\/v1\/models\/(.*)\/versions\/(.*)$/.exec(path) ?? [];
    return { 'Content-Type': 'application/json', ...(await publicationOf(model, version)) };
  }
  if (body === undefined || body.mediaType === 'multipart/form-data') return { ...headers };
  return { ...headers, 'Content-Type': body.mediaType };
}

async function contentOf(body: ExampleBody): Promise<BodyInit> {
  if (body.mediaType === 'multipart/form-data') return formOf(body);
  if (body.mediaType.startsWith('image/')) return picture(body.mediaType);
  return typeof body.value === 'string' ? body.value : JSON.stringify(body.value);
}

async function formOf({ value, files }: ExampleBody): Promise<FormData> {
  const form = new FormData();
  for (const [name, field] of Object.entries(value as Record<string, unknown>)) {
    const text = `${field}`;
    form.set(name, files.includes(name) ? new File([await picture('image/png')], text) : text);
  }
  return form;
}

/** One that this service made, with its receipt. */
async function picture(mediaType: string): Promise<ArrayBuffer> {
  const options = { accept: mediaType };
  const one = { model: 'fashion-mnist', class: 'sneaker', seed: 42 };
  const path = { ...one, waypoints: [{ seed: 42 }, { seed: 43 }], frames: 2 };
  const isMoving = mediaType === 'image/apng' || mediaType === 'image/gif';
  const { response } = isMoving
    ? await edge.post('/v1/interpolations', path, options)
    : await edge.generate(one, options);
  return response.arrayBuffer();
}

/** Files are shown by their first bytes; every second is another, and so are deployments and new keys. */
function deterministic(shown: unknown): unknown {
  if (Array.isArray(shown)) return shown.map(deterministic);
  if (typeof shown !== 'object' || shown === null) return shown;
  const drawn = 'key' in shown ? ['id', 'createdAt', 'key'] : [];
  return Object.fromEntries(
    Object.entries(shown).map(([name, value]) => [
      name,
      drawn.includes(name) ? expect.any(String) : expected(name, value),
    ]),
  );
}

function expected(name: string, value: unknown): unknown {
  if (name === 'created') return expect.any(Number);
  if (name === 'determinism') return expect.any(Object);
  if (name === 'deployment' || name === 'revokedAt') return expect.any(String);
  if (name !== 'base64' && name !== 'b64_json') return deterministic(value);
  return expect.stringMatching(`^${String(value).replace(/=+$/, '')}`);
}
