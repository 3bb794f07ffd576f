/** What the server did → attempts, waits, and what the caller got; waits on the real clock. */
import { expect, test } from 'vitest';
import { ComfyEdge, ConnectionError, RateLimitError, ServerError } from '../src/index.ts';
import {
  halfBody,
  halfChunked,
  hangUp,
  headOnly,
  healthy,
  json,
  problem,
  scriptedServer,
  silence,
  type Turn,
  text,
} from './scripted-server.ts';

const unavailable = problem(503, 'storage_unavailable', {}, { 'retry-after': '0' });

test('waits really pass: Retry-After of one second is a second between two requests', async () => {
  await using server = await scriptedServer(
    problem(503, 'storage_unavailable', {}, { 'retry-after': '1' }),
    healthy,
  );
  await new ComfyEdge({ baseUrl: server.url }).health();
  const [first, second] = server.received;
  expect(server.received).toHaveLength(2);
  expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThanOrEqual(995);
});

test.each<[string, Turn]>([
  ['503', unavailable],
  ['429', problem(429, 'rate_limited', {}, { 'retry-after': '0' })],
  ['500', problem(500, 'internal_error')],
  ['502 with HTML', text(502, 'text/html', '<h1>Bad gateway</h1>')],
  ['504', text(504, 'text/plain', '')],
  ['half a body', halfBody],
  ['half a chunked body', halfChunked],
  ['a dropped connection', hangUp],
  ['no answer in time', silence],
  ['a head without its body', headOnly],
])('%s, then an answer: the caller gets the answer', async (_, failure) => {
  await using server = await scriptedServer(failure, healthy);
  const client = new ComfyEdge({ baseUrl: server.url, timeoutMs: 300 });
  expect(await client.health()).toEqual({ status: 'ok', engineId: 'engine-1' });
  expect(server.received).toHaveLength(2);
});

test.each<[string, Turn, string]>([
  ['503', unavailable, 'ServerError'],
  ['half a body', halfBody, 'ConnectionError'],
  ['no answer in time', silence, 'TimeoutError'],
])('%s for ever: the error of the last attempt after maxRetries', async (_, failure, name) => {
  await using server = await scriptedServer(failure);
  const client = new ComfyEdge({ baseUrl: server.url, timeoutMs: 200, maxRetries: 1 });
  await expect(client.health()).rejects.toMatchObject({ name });
  expect(server.received).toHaveLength(2);
});

test.each<[string, Turn]>([
  ['400', problem(400, 'invalid_request')],
  ['401', problem(401, 'unauthenticated')],
  ['404', problem(404, 'model_not_found')],
  ['412', problem(412, 'precondition_failed')],
  ['501', text(501, 'text/plain', 'no')],
  ['200 with HTML', text(200, 'text/html', '<h1>Sign in</h1>')],
])('%s is not asked again', async (_, failure) => {
  await using server = await scriptedServer(failure);
  await expect(new ComfyEdge({ baseUrl: server.url }).health()).rejects.toThrow();
  expect(server.received).toHaveLength(1);
});

test('a wait longer than a minute is left to the caller', async () => {
  await using server = await scriptedServer(
    problem(429, 'rate_limited', {}, { 'retry-after': '61' }),
  );
  const error = await new ComfyEdge({ baseUrl: server.url }).health().catch((caught) => caught);
  expect(error).toBeInstanceOf(RateLimitError);
  expect(error).toMatchObject({ status: 429, retryAfterMs: 61_000 });
  expect(server.received).toHaveLength(1);
});

test('an alias is not moved twice after a lost answer, and is after a refusal', async () => {
  const moved = json(200, { alias: 'latest', digest: 'd' }, { etag: '"2"' });
  const move = (baseUrl: string) =>
    new ComfyEdge({ baseUrl }).models.aliases.put('m', 'latest', { digest: 'd', ifMatch: '"1"' });
  await using lost = await scriptedServer(hangUp, moved);
  await expect(move(lost.url)).rejects.toBeInstanceOf(ConnectionError);
  expect(lost.received).toHaveLength(1);
  await using broken = await scriptedServer(problem(500, 'internal_error'), moved);
  await expect(move(broken.url)).rejects.toBeInstanceOf(ServerError);
  expect(broken.received).toHaveLength(1);
  await using refused = await scriptedServer(unavailable, moved);
  expect(await move(refused.url)).toEqual({ alias: 'latest', digest: 'd', etag: '"2"' });
  expect(refused.received).toHaveLength(2);
});

test('an abort ends the wait between attempts at once, with the reason of the signal', async () => {
  await using server = await scriptedServer(
    problem(503, 'storage_unavailable', {}, { 'retry-after': '30' }),
  );
  const controller = new AbortController();
  const reason = new Error('the user left');
  setTimeout(() => controller.abort(reason), 150);
  const startMs = performance.now();
  const call = new ComfyEdge({ baseUrl: server.url }).health({ signal: controller.signal });
  await expect(call).rejects.toBe(reason);
  expect(performance.now() - startMs).toBeLessThan(5_000);
  expect(server.received).toHaveLength(1);
});

test('an abort ends a running request, and a signal aborted before sends nothing', async () => {
  await using server = await scriptedServer(silence);
  const client = new ComfyEdge({ baseUrl: server.url });
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 100);
  await expect(client.health({ signal: controller.signal })).rejects.toMatchObject({
    name: 'AbortError',
  });
  await expect(client.health({ signal: AbortSignal.abort() })).rejects.toThrow();
  expect(server.received).toHaveLength(1);
});

test('nobody listens: a ConnectionError that names the request and the reason', async () => {
  const server = await scriptedServer(healthy);
  await server[Symbol.asyncDispose]();
  const call = new ComfyEdge({ baseUrl: server.url, maxRetries: 0 }).health();
  await expect(call).rejects.toThrow(
    /^GET http:.*\/healthz: expected a complete answer, .*ECONNREFUSED/,
  );
});

test('a fetch that ignores its signal is timed out and aborted all the same', async () => {
  const deaf = () => new Promise<never>(() => {});
  const client = new ComfyEdge({ baseUrl: 'http://deaf.test', fetch: deaf, maxRetries: 0 });
  await expect(client.health({ timeoutMs: 50 })).rejects.toMatchObject({ name: 'TimeoutError' });
  const signal = AbortSignal.timeout(50);
  expect(await client.health({ signal }).catch((caught) => caught)).toBe(signal.reason);
});
