/** Images as they come: parsed whatever the chunks, taken up where they broke off, stopped at will. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ComfyEdge, type ImageEvent } from '../src/index.ts';
import { readParts } from '../src/streams/multipart.ts';
import { readEvents } from '../src/streams/server-sent-events.ts';
import {
  json,
  problem,
  type ScriptedServer,
  scriptedServer,
  type Turn,
} from './scripted-server.ts';

const digest = 'ab'.repeat(32);
const idOf = (index: number) => `${digest}.42.${index}`;

function event(name: string, data: unknown, id?: string): string {
  return `event: ${name}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;
}
const start = (firstIndex: number) =>
  event('start', {
    ...{ model: 'm', digest, engineId: 'e', truncation: 1, seed: 42, n: 3, firstIndex },
  });
const progress = (done: number) => event('progress', { done, total: 3 });
const image = (index: number) =>
  event(
    'image',
    {
      ...{ index, seed: 42 + index, class: 'star', classIndex: 2, sha256: 'cd'.repeat(32) },
      ...{ width: 8, height: 8, format: 'png', base64: 'iVBORw0KGgo=', receipt: 'a.b.' },
    },
    idOf(index),
  );
const done = event('done', { done: 3, total: 3 });

/** Sends the events, and hangs up where they do not end by themselves. */
function events(texts: readonly string[], end: 'end' | 'cut' = 'end'): Turn {
  return (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(texts.join(''), () => (end === 'end' ? response.end() : response.destroy()));
  };
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

const clientOf = (server: ScriptedServer, maxRetries = 2) =>
  new ComfyEdge({ baseUrl: server.url, apiKey: 'key', maxRetries });
const show = (it: ImageEvent) => (it.type === 'image' ? `image ${it.image.index}` : it.type);

test('images.stream yields the events in their order', async () => {
  const all = [start(0), progress(0), image(0), progress(1), image(1), progress(2), image(2), done];
  await using server = await scriptedServer(events([...all, 'event: late\ndata: {}\n\n']));
  const got = await collect(clientOf(server).images.stream({ model: 'm', seed: 42, n: 3 }));
  expect(got.map(show)).toEqual([
    ...['start', 'progress', 'image 0', 'progress', 'image 1', 'progress', 'image 2', 'done'],
  ]);
  expect(got[0]).toMatchObject({ model: 'm', digest, seed: 42, n: 3 });
  expect(got[2]).toMatchObject({ id: idOf(0), image: { seed: 42, class: 'star' } });
  const [request] = server.received;
  expect(request?.headers.accept).toBe('text/event-stream');
  expect(request?.headers['last-event-id']).toBeUndefined();
  expect(JSON.parse(request?.body ?? '')).toEqual({ model: 'm', seed: 42, n: 3 });
});

test('a stream that is cut off goes on behind its last image, and every image comes once', async () => {
  await using server = await scriptedServer(
    events([start(0), progress(0), image(0), progress(1), 'event: image\nid: x\nda'], 'cut'),
    events([start(1), progress(1), image(1)]),
    events([start(2), progress(2), image(2), done]),
  );
  const got = await collect(clientOf(server).images.stream({ model: 'm', n: 3 }));
  expect(got.map(show).filter((it) => it !== 'progress')).toEqual([
    ...['start', 'image 0', 'image 1', 'image 2', 'done'],
  ]);
  expect(server.received.map(({ headers }) => headers['last-event-id'])).toEqual([
    ...[undefined, idOf(0), idOf(1)],
  ]);
});

test('what broke off elsewhere goes on from the id that was kept', async () => {
  await using server = await scriptedServer(events([start(2), progress(2), image(2), done]));
  const stream = clientOf(server).images.stream({ model: 'm', n: 3 }, { lastEventId: idOf(1) });
  expect((await collect(stream)).map(show)).toEqual(['start', 'progress', 'image 2', 'done']);
  expect(server.received[0]?.headers['last-event-id']).toBe(idOf(1));
});

test('it is not tried for ever', async () => {
  await using server = await scriptedServer(events([start(0)]));
  const stream = clientOf(server, 1).images.stream({ model: 'm' });
  await expect(collect(stream)).rejects.toMatchObject({ name: 'ConnectionError' });
  expect(server.received).toHaveLength(2);
});

test('a problem in the middle is the error that an answer with it would have been', async () => {
  const body = {
    ...{ type: 'urn:comfy-edge:problem:unknown_direction', title: 't', status: 422, detail: 'd' },
    ...{ code: 'unknown_direction', pointer: '/directions/0', requestId: 'r-1' },
  };
  await using server = await scriptedServer(events([start(0), event('problem', body)]));
  await expect(collect(clientOf(server).images.stream({ model: 'm' }))).rejects.toMatchObject({
    ...{ name: 'BadRequestError', status: 422, code: 'unknown_direction' },
    ...{ pointer: '/directions/0', requestId: 'r-1' },
  });
  expect(server.received).toHaveLength(1);
});

test.each([
  ['a refusal', problem(404, 'model_not_found'), 'NotFoundError'],
  ['another media type', json(200, {}), 'ServerError'],
  ['data that is no JSON', events(['event: start\ndata: {\n\n']), 'ServerError'],
  ['an event that nobody knows', events([event('surprise', {})]), 'ServerError'],
])('%s is told', async (_, turn, name) => {
  await using server = await scriptedServer(turn);
  const stream = clientOf(server).images.stream({ model: 'm' });
  await expect(collect(stream)).rejects.toMatchObject({ name });
  expect(server.received).toHaveLength(1);
});

/** Sends the first image, and tells when its client has gone. */
function endless(): { readonly turn: Turn; readonly gone: Promise<void> } {
  let turn: Turn = () => {};
  const gone = new Promise<void>((resolve) => {
    turn = (response) => {
      response.on('close', () => resolve());
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(start(0) + image(0));
    };
  });
  return { turn, gone };
}

test('who stops reading closes the connection', async () => {
  const { turn, gone } = endless();
  await using server = await scriptedServer(turn);
  for await (const { type } of clientOf(server).images.stream({ model: 'm' })) {
    if (type === 'image') break;
  }
  await gone;
});

test('a signal ends it with its own reason, and a silence is a timeout', async () => {
  const { turn, gone } = endless();
  await using server = await scriptedServer(turn);
  const controller = new AbortController();
  const aborted = async () => {
    const options = { signal: controller.signal };
    for await (const { type } of clientOf(server).images.stream({ model: 'm' }, options)) {
      if (type === 'image') controller.abort(new Error('enough'));
    }
  };
  await expect(aborted()).rejects.toThrow('enough');
  await gone;
  const options = { timeoutMs: 50, maxRetries: 0 };
  const silent = clientOf(server).images.stream({ model: 'm' }, options);
  await expect(collect(silent)).rejects.toMatchObject({ name: 'TimeoutError' });
});

const part = (index: number) =>
  `--b\r\nContent-Type: image/png\r\nComfy-Seed: ${index}\r\nComfy-Class: star\r\nComfy-Receipt: a.b.\r\n\r\n\r\n-\r\n`;

function parts(text: string): Turn {
  return (response) => {
    response.writeHead(200, { 'content-type': 'multipart/mixed; boundary=b' });
    response.end(text);
  };
}

test('images.parts yields the files', async () => {
  await using server = await scriptedServer(parts(`${part(7)}${part(8)}--b--\r\n`));
  const got = await collect(clientOf(server).images.parts({ model: 'm', n: 2 }));
  expect(server.received[0]?.headers.accept).toBe('multipart/mixed');
  expect(got).toHaveLength(2);
  expect(got[0]).toMatchObject({ seed: 7, class: 'star', receipt: 'a.b.', mediaType: 'image/png' });
  expect(got[1]?.bytes).toEqual(Uint8Array.of(13, 10, 45));
  expect(got[1]?.dataUrl()).toBe('data:image/png;base64,DQot');
});

test.each([
  ['the end is missing', part(7)],
  ['a part has no seed', '--b\r\nContent-Type: image/png\r\n\r\n\r\n--b--\r\n'],
  ['a part has no headers', '--b\r\nbytes\r\n--b--\r\n'],
])('%s: an answer that is not the API’s', async (_, text) => {
  await using server = await scriptedServer(parts(text));
  const reading = collect(clientOf(server).images.parts({ model: 'm' }));
  await expect(reading).rejects.toMatchObject({ name: 'ServerError', code: 'unexpected_answer' });
});

/** The bytes cut anywhere. */
async function* cut(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (const size of sizes) {
    yield bytes.slice(at, at + size);
    at += size;
  }
  yield bytes.slice(at);
}

test('events are the same however they are cut, line ends and characters of several bytes too', async () => {
  const text =
    ': hello\n\nevent: a\r\nid: 1\r\ndata: é\r\ndata:  2\r\n\r\ndata\n\ndata: ü→\nretry: 5\n\ndata: lost';
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(12), { maxLength: 40 }), async (sizes) => {
      expect(await collect(readEvents(cut(new TextEncoder().encode(text), sizes)))).toEqual([
        { event: 'a', id: '1', data: 'é\n 2' },
        { event: 'message', data: '' },
        { event: 'message', data: 'ü→' },
      ]);
    }),
  );
});

test('parts are the same however they are cut, and whatever is in them', async () => {
  const body = fc.uint8Array({ maxLength: 60 });
  const sizes = fc.array(fc.nat(12), { maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(body, { minLength: 1, maxLength: 4 }),
      sizes,
      async (bodies, cuts) => {
        const pieces = bodies.flatMap((bytes) => ['--~b~\r\nA: 1\r\n\r\n', bytes, '\r\n']);
        const whole = Buffer.concat([...pieces, '--~b~--'].map((it) => Buffer.from(it as string)));
        const chunks = cut(new Uint8Array(whole), cuts);
        const got = await collect(readParts(chunks, 'multipart/mixed; boundary="~b~"'));
        expect(got.map((it) => it.bytes)).toEqual(bodies.map((it) => new Uint8Array(it)));
        expect(got.every(({ headers }) => headers.get('a') === '1')).toBe(true);
      },
    ),
  );
});
