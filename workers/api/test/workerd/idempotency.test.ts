/** `Idempotency-Key` as clients meet it: repetitions, mistakes, and a Worker that dies on the way. */

import {
  createExecutionContext,
  runInDurableObject,
  waitOnExecutionContext,
} from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, expect, test } from 'vitest';
import { createApp } from '../../src/app.ts';
import { bootEngine } from '../../src/boot-engine.ts';
import { imageCodecs } from '../../src/image-codecs.ts';
import { type Answer, Client, freshClient, problemOf } from '../support/client.ts';
import { imagesKey } from '../support/test-keys.ts';
import { makeTinyModel } from '../support/tiny-model.ts';

const edge = new Client();
const keyId = imagesKey.split('_')[1] ?? '';
let other: string;

beforeAll(async () => {
  await edge.publish('tiny', 1);
  other = (await makeTinyModel(2)).digest;
});

const withHeader = (header: string, accept = 'application/json') => ({
  ...{ accept, headers: { 'Idempotency-Key': header } },
});
const withKey = (name: string, accept?: string) => withHeader(`"${name}"`, accept);

const textOf = async ({ response }: { response: Response }) => response.text();

test('a repetition gets the stored answer, of the seed that was drawn first', async () => {
  const first = await edge.generate({ model: 'tiny' }, withKey('again'));
  const again = await edge.generate({ model: 'tiny' }, withHeader('again'));
  expect(again.outcome).toBe('generateImages 200 application/json');
  const text = await textOf(first);
  expect(await textOf(again)).toBe(text);
  expect(first.response.headers.get('idempotent-replayed')).toBeNull();
  expect(again.response.headers.get('idempotent-replayed')).toBe('true');
  const drawn = await edge.generateJson({ model: 'tiny' });
  expect(JSON.parse(text).images[0].seed).not.toBe(drawn.images[0]?.seed);
});

test('it is the answer of then, whatever has become of the alias', async () => {
  const body = { model: 'tiny@moving' };
  const put = await edge.send('/v1/models/tiny/aliases/latest');
  const { digest } = await put.response.json<{ digest: string }>();
  await edge.putAlias('tiny', 'moving', digest, { 'If-None-Match': '*' });
  const first = await edge.generate(body, withKey('moved'));
  await env.MODELS.delete('models/tiny/aliases/moving.json');
  const again = await edge.generate(body, withKey('moved'));
  expect(await textOf(again)).toBe(await textOf(first));
  expect(other).not.toBe(digest);
});

test.each([
  ['another body', { model: 'tiny', n: 2 }, 'application/json'],
  ['another format', { model: 'tiny' }, 'image/png'],
])('%s under the same key is refused', async (what, body, accept) => {
  const name = `mismatch: ${what}`;
  await edge.generate({ model: 'tiny' }, withKey(name));
  const refused = await edge.generate(body, withKey(name, accept));
  expect(refused.outcome).toBe('generateImages 422 idempotency_mismatch');
  expect(await problemOf(refused)).toMatchObject({ parameter: 'Idempotency-Key' });
});

test('a failure is not stored: its key is free', async () => {
  const failed = await edge.generate({ model: 'tiny', class: 'hat' }, withKey('failed'));
  expect(failed.outcome).toBe('generateImages 422 unknown_class');
  const made = await edge.generate({ model: 'tiny' }, withKey('failed'));
  expect(made.outcome).toBe('generateImages 200 application/json');
});

test('what is wrong before anything is made is told with or without a key', async () => {
  const wrong = await edge.generate({ model: 'tiny', n: 0 }, withKey('wrong'));
  expect(wrong.outcome).toBe('generateImages 400 invalid_request');
  const large = await edge.generate(' '.repeat(16_385), withKey('large'));
  expect(large.outcome).toBe('generateImages 413 payload_too_large');
});

test.each(['"', 'a"b', 'ü', '"a', 'x'.repeat(256), '""'])('the key %j is none', async (name) => {
  const refused = await edge.generate({ model: 'tiny' }, withHeader(name));
  expect(refused.outcome).toBe('generateImages 400 invalid_request');
  expect(await problemOf(refused)).toMatchObject({ parameter: 'Idempotency-Key' });
});

test('a large answer is kept in R2, and made again where it is gone from there', async () => {
  const npy = 'application/x-npy';
  const body = { model: 'tiny', n: 64, size: 56 };
  const first = await edge.generate(body, withKey('large answer', npy));
  expect(first.outcome).toBe('generateImages 200 application/x-npy');
  const bytes = new Uint8Array(await first.response.arrayBuffer());
  expect(bytes.length).toBeGreaterThan(128 * 1024);
  const again = await edge.generate(body, withKey('large answer', npy));
  expect(again.response.headers.get('idempotent-replayed')).toBe('true');
  expect(new Uint8Array(await again.response.arrayBuffer())).toEqual(bytes);
  const { objects } = await env.MODELS.list({ prefix: 'idempotency/' });
  await env.MODELS.delete(objects.map(({ key }) => key));
  const made = await edge.generate(body, withKey('large answer', npy));
  expect(made.response.headers.get('idempotent-replayed')).toBeNull();
  // The seed follows from the key, and the seed is the image.
  expect(new Uint8Array(await made.response.arrayBuffer())).toEqual(bytes);
});

test.each([
  'text/event-stream',
  'multipart/mixed',
])('%s is made again, the same', async (accept) => {
  const seeds = async () => {
    const { response } = await edge.generate({ model: 'tiny', n: 3 }, withKey(accept, accept));
    return (await response.text()).match(/"seed":\d+|comfy-seed: \d+/gi);
  };
  const first = await seeds();
  expect(first?.length).toBeGreaterThanOrEqual(3);
  expect(await seeds()).toEqual(first);
});

test('a form is the same under another boundary', async () => {
  await edge.publishWithEncoder('seeing', 5);
  const { response } = await edge.generate({ model: 'tiny' }, { accept: 'image/png' });
  const picture = await response.arrayBuffer();
  const send = () => {
    const form = new FormData();
    form.set('model', 'seeing');
    form.set('image', new File([picture], 'picture.png'));
    return edge.send('/openai/v1/images/variations', {
      ...{ method: 'POST', key: imagesKey, body: form, headers: { 'Idempotency-Key': 'form' } },
    });
  };
  const first = await send();
  const again = await send();
  expect(again.response.headers.get('idempotent-replayed')).toBe('true');
  expect(await textOf(again)).toBe(await textOf(first));
});

/** What a client of ours does: asks again where it is told to, or hears nothing. */
async function persist(client: Client, name: string): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    const answer = await client.generate({ model: 'tiny' }, withKey(name));
    if (tries === 8 || !/ (409|503) /.test(answer.outcome)) return answer;
    await pause(20);
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const drawMs = (most: number) => Math.floor(Math.random() * most);

/** Stops a ledger in the middle of whatever it does, as a deployment or a lost machine would. */
async function kill(keyId: string): Promise<void> {
  const ledger = env.KEY_LEDGER.getByName(keyId);
  await runInDurableObject(ledger, (_, state) => state.abort('killed')).catch(() => undefined);
}

test.each([
  ['none of whose ledgers dies', 0],
  ['whose ledger is killed again and again', 12],
])('of 200 duplicates, some of whose clients vanish, %s, one is executed', async (kind, kills) => {
  const client = freshClient();
  const texts = new Set<string>();
  let executed = 0;
  let replayed = 0;
  const asking = Array.from({ length: 200 }, async () => {
    await pause(drawMs(60));
    const answer = await persist(client, kind);
    expect(answer.outcome).toBe('generateImages 200 application/json');
    if (answer.response.headers.has('idempotent-replayed')) replayed++;
    else executed++;
    // Who vanishes reads nothing.
    if (drawMs(3) === 0) await answer.response.body?.cancel();
    else texts.add(await answer.response.text());
  });
  const killing = Array.from({ length: kills }, async () => {
    await pause(drawMs(80));
    await kill(keyId);
  });
  await Promise.all([...asking, ...killing]);
  expect([executed, replayed, texts.size]).toEqual([1, 199, 1]);
  const stored = await runInDurableObject(env.KEY_LEDGER.getByName(keyId), (_, { storage }) =>
    storage.sql
      .exec(
        "SELECT * FROM idempotency_records WHERE idempotency_key = ? AND state = 'stored'",
        kind,
      )
      .toArray(),
  );
  expect(stored).toHaveLength(1);
});

test('an execution goes on where its client has gone, and the repetition gets its answer', async () => {
  const app = createApp({ bootEngine, codecs: imageCodecs() });
  const context = createExecutionContext();
  const request = () =>
    new Request('http://edge.test/v1/images', {
      method: 'POST',
      headers: {
        ...{ 'Content-Type': 'application/json', Accept: 'application/json' },
        ...{ Authorization: `Bearer ${imagesKey}`, 'Idempotency-Key': 'gone' },
      },
      body: JSON.stringify({ model: 'tiny' }),
    });
  // Nobody waits for this answer; what the request has asked the platform to wait for is all there is.
  void app.fetch(request(), env, context);
  await pause(0);
  await waitOnExecutionContext(context);
  const again = await edge.generate({ model: 'tiny' }, withHeader('gone'));
  expect(again.response.headers.get('idempotent-replayed')).toBe('true');
});
