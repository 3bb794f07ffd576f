/** Which class each answer becomes, and what it carries. */
import { expect, test } from 'vitest';
import * as sdk from '../src/index.ts';
import { ComfyEdge, isComfyEdgeError } from '../src/index.ts';
import { healthy, json, problem, scriptedServer, type Turn, text } from './scripted-server.ts';

const classes = {
  BadRequestError: sdk.BadRequestError,
  AuthenticationError: sdk.AuthenticationError,
  PermissionError: sdk.PermissionError,
  NotFoundError: sdk.NotFoundError,
  ConflictError: sdk.ConflictError,
  RateLimitError: sdk.RateLimitError,
  ServerError: sdk.ServerError,
  TimeoutError: sdk.TimeoutError,
  ConnectionError: sdk.ConnectionError,
};

const guards = {
  BadRequestError: sdk.isBadRequestError,
  AuthenticationError: sdk.isAuthenticationError,
  PermissionError: sdk.isPermissionError,
  NotFoundError: sdk.isNotFoundError,
  ConflictError: sdk.isConflictError,
  RateLimitError: sdk.isRateLimitError,
  ServerError: sdk.isServerError,
  TimeoutError: sdk.isTimeoutError,
  ConnectionError: sdk.isConnectionError,
};

test.each<[number, string, keyof typeof guards]>([
  [400, 'invalid_request', 'BadRequestError'],
  [405, 'method_not_allowed', 'BadRequestError'],
  [406, 'not_acceptable', 'BadRequestError'],
  [413, 'payload_too_large', 'BadRequestError'],
  [415, 'unsupported_media_type', 'BadRequestError'],
  [422, 'unknown_class', 'BadRequestError'],
  [401, 'unauthenticated', 'AuthenticationError'],
  [403, 'insufficient_scope', 'PermissionError'],
  [404, 'model_not_found', 'NotFoundError'],
  [410, 'gone', 'NotFoundError'],
  [409, 'blob_missing', 'ConflictError'],
  [412, 'precondition_failed', 'ConflictError'],
  [428, 'precondition_required', 'ConflictError'],
  [429, 'rate_limited', 'RateLimitError'],
  [408, 'request_timeout', 'TimeoutError'],
  [500, 'internal_error', 'ServerError'],
  [503, 'model_unavailable', 'ServerError'],
])('%d %s → %s', async (status, code, name) => {
  await using server = await scriptedServer(
    problem(status, code, { pointer: '/class', parameter: 'Accept' }),
  );
  const client = new ComfyEdge({ baseUrl: server.url, maxRetries: 0 });
  const error = await client.images.generate({ model: 'm' }).catch((caught) => caught);
  expect(error).toBeInstanceOf(classes[name]);
  expect(error).toMatchObject({
    ...{ name, status, code, message: `detail of ${code}` },
    ...{ pointer: '/class', parameter: 'Accept', requestId: 'r-1' },
  });
  for (const [other, guard] of Object.entries(guards)) expect(guard(error)).toBe(other === name);
});

test('guards take errors of another copy of the package and nothing else', () => {
  const brand = Symbol.for('@comfy-edge/sdk/error');
  const copy = Object.assign(new Error(), { name: 'NotFoundError', [brand]: true });
  expect(sdk.isNotFoundError(copy)).toBe(true);
  expect(sdk.isConflictError(copy)).toBe(false);
  for (const value of [null, undefined, 'NotFoundError', { name: 'NotFoundError' }, new Error()]) {
    expect(isComfyEdgeError(value)).toBe(false);
  }
});

const image = {
  index: 0,
  seed: 1,
  class: 'a',
  classIndex: 0,
  sha256: 's',
  width: 1,
  height: 1,
  format: 'png',
};
const page = { model: 'm', digest: 'd', engineId: 'e', truncation: 1 };

test.each<[string, Turn, RegExp]>([
  ['HTML', text(200, 'text/html', '<p>'), /expected application\/json .* got text\/html/],
  ['no type', text(200, '', '{}'), /expected application\/json/],
  ['broken JSON', text(200, 'application/json', '{"model":'), /expected JSON .* 9 bytes/],
  ['broken UTF-8', text(200, 'application/json', Uint8Array.of(0x22, 0xff, 0x22)), /expected JSON/],
  ['null', json(200, null), /expected a JSON object .* got null/],
  ['a list', json(200, []), /expected an object with model, digest, engineId, images/],
  ['no images', json(200, page), /got none of images/],
  ['images not a list', json(200, { ...page, images: 7 }), /expected images in base64/],
  ['not an image', json(200, { ...page, images: [null] }), /expected images in base64/],
  [
    'broken base64',
    json(200, { ...page, images: [{ ...image, base64: '?' }] }),
    /images in base64/,
  ],
])('a success that is %s is a ServerError', async (_, turn, message) => {
  await using server = await scriptedServer(turn);
  const call = new ComfyEdge({ baseUrl: server.url }).images.generate({ model: 'm' });
  const error = await call.catch((caught) => caught);
  expect(error).toBeInstanceOf(sdk.ServerError);
  expect(error).toMatchObject({ status: 200, code: 'unexpected_answer' });
  expect(error.message).toMatch(message);
});

test('a failure that is no problem+json still says what came', async () => {
  await using server = await scriptedServer(text(404, 'text/html', '<p>Not here</p>'));
  const call = new ComfyEdge({ baseUrl: server.url }).models.get('m');
  await expect(call).rejects.toThrow(
    /expected a problem\+json, got status 404 with 15 bytes \(text\/html\)/,
  );
});

test('a redirect loop is a ConnectionError', async () => {
  await using server = await scriptedServer((response) => {
    response.writeHead(302, { location: '/healthz' }).end();
  });
  const call = new ComfyEdge({ baseUrl: server.url, maxRetries: 0 }).health();
  await expect(call).rejects.toBeInstanceOf(sdk.ConnectionError);
});

test.each([
  [{ baseUrl: 'nowhere' }, TypeError],
  [{ baseUrl: 'ftp://host' }, TypeError],
  [{ baseUrl: 'http://user:secret@host' }, TypeError],
  [{ baseUrl: 'http://host/?q=1' }, TypeError],
  [{ baseUrl: 'http://host', apiKey: '' }, TypeError],
  [{ baseUrl: 'http://host', apiKey: 'secret\n' }, TypeError],
  [{ baseUrl: 'http://host', timeoutMs: 0 }, RangeError],
  [{ baseUrl: 'http://host', maxRetries: -1 }, RangeError],
])('settings that cannot work are refused, without showing secrets: %j', (options, kind) => {
  expect(() => new ComfyEdge(options)).toThrow(kind);
  expect(() => new ComfyEdge(options)).toThrow(/^((?!secret).)*$/s);
});

test('no error shows the key', async () => {
  await using server = await scriptedServer(problem(401, 'unauthenticated'), healthy);
  const client = new ComfyEdge({ baseUrl: server.url, apiKey: 'ce_secret' });
  const error = await client.images.generate({ model: 'm' }).catch((caught) => caught);
  expect(JSON.stringify({ ...error, message: error.message, stack: error.stack })).not.toContain(
    'ce_secret',
  );
  expect(server.received[0]?.headers.authorization).toBe('Bearer ce_secret');
});
