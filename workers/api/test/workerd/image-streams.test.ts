/** Streams of images: each as it is done, to be gone on with, and no work for whoever has left. */

import { createExecutionContext, env } from 'cloudflare:test';
import type { components } from '@comfy-edge/contract';
import { Codecs, type Image } from '@comfy-edge/runtime';
import jpeg from '@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm';
import webp from '@jsquash/webp/codec/enc/webp_enc.wasm';
import { beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../src/app.ts';
import { bootEngine } from '../../src/boot-engine.ts';
import type { Bindings } from '../../src/env.ts';
import { imageCodecs } from '../../src/image-codecs.ts';
import { Client, freshClient, problemOf } from '../support/client.ts';
import { contract } from '../support/contract.ts';
import { imagesKey } from '../support/test-keys.ts';
import type { TinyModel } from '../support/tiny-model.ts';

type GeneratedImage = components['schemas']['GeneratedImage'];

const edge = new Client();
let model: TinyModel;

beforeAll(async () => {
  model = await edge.publish('tiny', 1);
});

interface Event {
  readonly event: string;
  readonly id?: string;
  readonly data: unknown;
}

const schemas: Readonly<Record<string, string>> = {
  start: 'StreamStart',
  progress: 'StreamProgress',
  image: 'GeneratedImage',
  done: 'StreamProgress',
  problem: 'Problem',
};

function send(body: object, headers: Record<string, string> = {}, client = edge) {
  return client.send('/v1/images', {
    method: 'POST',
    key: imagesKey,
    headers: { 'Content-Type': 'application/json', Accept: 'text/event-stream', ...headers },
    body: JSON.stringify(body),
  });
}

/** Reads as the standard says, and holds every event to its schema. */
async function eventsOf(body: object, lastEventId?: string): Promise<Event[]> {
  const headers = lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId };
  const { response, outcome } = await send(body, headers);
  expect(outcome).toBe('generateImages 200 text/event-stream');
  const blocks = (await response.text()).split('\n\n');
  expect(blocks.pop()).toBe('');
  return blocks.map((block) => {
    const fields = Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s)));
    const { event = '', id, data = '' } = fields as Record<string, string>;
    contract.checkSchema(schemas[event] ?? '', JSON.parse(data));
    return { event, data: JSON.parse(data), ...(id && { id }) };
  });
}

const imagesOf = (events: readonly Event[]) =>
  events.filter(({ event }) => event === 'image').map(({ data }) => data as GeneratedImage);

describe('text/event-stream', () => {
  test('has the images of JSON, one after the other', async () => {
    const body = { model: 'tiny', seed: 5, n: 4, format: 'webp', size: 16 };
    const events = await eventsOf(body);
    expect(events.map(({ event }) => event)).toEqual([
      'start',
      ...Array(4).fill(['progress', 'image']).flat(),
      'done',
    ]);
    const whole = await edge.generateJson(body);
    expect(imagesOf(events)).toEqual(whole.images);
    expect(events[0]?.data).toMatchObject({ digest: model.digest, seed: 5, n: 4, firstIndex: 0 });
    expect(events.at(-1)?.data).toEqual({ done: 4, total: 4 });
  });

  test('goes on behind any of its events', async () => {
    const body = { model: 'tiny', seed: 0xffffffff, n: 3 };
    const whole = await eventsOf(body);
    for (const [index, { id }] of whole.filter(({ event }) => event === 'image').entries()) {
      const rest = await eventsOf(body, id);
      expect(rest[0]?.data).toMatchObject({ firstIndex: index + 1 });
      expect(imagesOf(rest)).toEqual(imagesOf(whole).slice(index + 1));
      expect(rest.at(-1)).toEqual(whole.at(-1));
    }
  });

  test('goes on with the seed that was drawn, and the version that the alias pointed to', async () => {
    const first = await edge.publish('moving', 1);
    const body = { model: 'moving', class: 'star', n: 3 };
    const whole = await eventsOf(body);
    const second = await edge.publish('moving', 2);
    expect(second.digest).not.toBe(first.digest);
    const rest = await eventsOf(body, whole.find(({ event }) => event === 'image')?.id);
    expect(imagesOf(rest)).toEqual(imagesOf(whole).slice(1));
    expect(rest[0]?.data).toMatchObject({ digest: first.digest });
  });

  test.each([
    ['no id', 'nonsense'],
    ['an image that was not asked for', () => `${model.digest}.5.2`],
    ['another seed', () => `${model.digest}.6.0`],
    ['another version', () => `${'0'.repeat(64)}.5.0`],
    ['a seed of 33 bits', () => `${model.digest}.4294967296.0`],
  ])('does not go on behind %s', async (_, id) => {
    const lastEventId = typeof id === 'string' ? id : id();
    const body = { model: `tiny@${model.digest}`, seed: 5, n: 2 };
    const problem = await problemOf(await send(body, { 'Last-Event-ID': lastEventId }));
    expect(problem).toMatchObject({ code: 'invalid_request', parameter: 'Last-Event-ID' });
  });

  test('refuses like any other answer, before anything is streamed', async () => {
    const { outcome } = await send({ model: 'tiny', class: 'hat', n: 4 });
    expect(outcome).toBe('generateImages 422 unknown_class');
  });

  test('is never kept, whatever was pinned', async () => {
    const { response } = await send({ model: `tiny@${model.digest}`, seed: 1, n: 2 });
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.has('etag')).toBe(false);
    expect(response.headers.get('comfy-seed')).toBe('1');
    expect(response.headers.has('comfy-class')).toBe(false);
  });
});

/** Real codecs that count. */
class CountingCodecs extends Codecs {
  encoded = 0;
  /** Fails from this image on. */
  readonly failsAt: number;

  constructor(failsAt = Number.POSITIVE_INFINITY) {
    super({ jpeg, webp });
    this.failsAt = failsAt;
  }

  override encodeWebp(image: Image, quality?: number) {
    if (this.encoded >= this.failsAt) throw new Error('the heap is full');
    this.encoded++;
    return super.encodeWebp(image, quality);
  }
}

function clientOf(codecs: Codecs): Client {
  const app = createApp({ bootEngine, codecs });
  const bindings = env as unknown as Bindings;
  return new Client(async (request) => app.fetch(request, bindings, createExecutionContext()));
}

test.each([
  'text/event-stream',
  'multipart/mixed',
])('of %s, who goes away stops the work, and who waits makes it wait', async (accept) => {
  const codecs = new CountingCodecs();
  const body = { model: 'tiny', seed: 1, n: 64, format: 'webp' };
  const { response } = await send(body, { Accept: accept }, clientOf(codecs));
  const reader = response.body?.getReader();
  for (let reads = 0; reads < 6; reads++) await reader?.read();
  const after = codecs.encoded;
  expect(after).toBeGreaterThan(0);
  expect(after).toBeLessThan(10);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(codecs.encoded).toBe(after);
  await reader?.cancel();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(codecs.encoded).toBe(after);
});

test('what fails in the middle is a last event that tells nothing of its cause', async () => {
  const client = clientOf(new CountingCodecs(2));
  const body = { model: 'tiny', seed: 1, n: 5, format: 'webp' };
  const { response } = await send(body, { 'X-Request-Id': 'broken-stream' }, client);
  const text = await response.text();
  expect(text.match(/^event: .*$/gm)?.slice(-2)).toEqual(['event: progress', 'event: problem']);
  const [, data = ''] = /event: problem\ndata: (.*)\n\n$/.exec(text) ?? [];
  contract.checkSchema('Problem', JSON.parse(data));
  expect(JSON.parse(data)).toMatchObject({ code: 'internal_error', requestId: 'broken-stream' });
  expect(text).not.toContain('heap');
});

test('multipart/mixed has every file with its receipt', async () => {
  const body = { model: 'tiny', seed: 5, n: 3, format: 'jpeg' };
  const { response } = await send(body, { Accept: 'multipart/mixed' });
  const [, boundary = ''] =
    /boundary=(\S+)$/.exec(response.headers.get('content-type') ?? '') ?? [];
  const text = String.fromCharCode(...new Uint8Array(await response.arrayBuffer()));
  expect(text.endsWith(`--${boundary}--\r\n`)).toBe(true);
  const parts = text.split(`--${boundary}\r\n`).slice(1);
  expect(parts).toHaveLength(3);
  const { images } = await edge.generateJson(body);
  for (const [index, part] of parts.entries()) {
    const [head = ''] = part.split('\r\n\r\n', 1);
    const { base64, receipt, seed, class: name } = images[index] as GeneratedImage;
    const start = head.length + 4;
    expect(btoa(part.slice(start, start + atob(base64).length))).toBe(base64);
    expect(head.split('\r\n')).toEqual([
      'Content-Type: image/jpeg',
      `Comfy-Seed: ${seed}`,
      `Comfy-Class: ${name}`,
      `Comfy-Receipt: ${receipt}`,
      `Content-Length: ${atob(base64).length}`,
    ]);
  }
});

test('a stream through the codecs of a fresh isolate is the same', async () => {
  const body = { model: 'tiny', seed: 9, n: 2, format: 'webp' };
  const [{ response: one }, { response: other }] = await Promise.all([
    send(body),
    send(body, {}, clientOf(imageCodecs())),
  ]);
  expect(await one.text()).toBe(await other.text());
  expect((await send(body, {}, freshClient())).outcome).toContain('200');
});
