/** What cannot be answered is refused with a stable code and the place of the mistake. */

import { beforeAll, expect, test } from 'vitest';
import { Client, freshClient, problemOf } from '../support/client.ts';
import { imagesKey, modelsKey, unknownKey } from '../support/test-keys.ts';

const edge = new Client();

beforeAll(() => edge.publish('tiny', 1));

const invalid = (pointer: string) => ({ status: 400, code: 'invalid_request', pointer });

test.each([
  ['no model', {}, invalid('/model')],
  ['a model that is no text', { model: 7 }, invalid('/model')],
  ['a malformed model', { model: 'Tiny!' }, invalid('/model')],
  ['two versions', { model: 'tiny@a@b' }, invalid('/model')],
  ['an empty alias', { model: 'tiny@' }, invalid('/model')],
  ['a digest in capitals', { model: `tiny@${'A'.repeat(64)}` }, invalid('/model')],
  ['an unknown model', { model: 'nope' }, { code: 'model_not_found', pointer: '/model' }],
  ['an unknown alias', { model: 'tiny@nope' }, { code: 'alias_not_found', pointer: '/model' }],
  [
    'an unknown digest',
    { model: `tiny@${'0'.repeat(64)}` },
    { code: 'version_not_found', pointer: '/model' },
  ],
  [
    'an unknown class',
    { model: 'tiny', class: 'hat' },
    {
      ...{ status: 422, code: 'unknown_class', pointer: '/class' },
      detail: 'expected one of "circle", "square", "star" or an index from 0 to 2, got "hat"',
    },
  ],
  [
    'a class beyond the last',
    { model: 'tiny', class: 3 },
    { code: 'unknown_class', pointer: '/class' },
  ],
  [
    'a class that objects inherit',
    { model: 'tiny', class: 'constructor' },
    { code: 'unknown_class', pointer: '/class' },
  ],
  ['a negative class', { model: 'tiny', class: -1 }, invalid('/class')],
  ['a fractional class', { model: 'tiny', class: 0.5 }, invalid('/class')],
  ['an empty class', { model: 'tiny', class: '' }, invalid('/class')],
  ['no class at all', { model: 'tiny', class: null }, invalid('/class')],
  ['a negative seed', { model: 'tiny', seed: -1 }, invalid('/seed')],
  ['a seed of 33 bits', { model: 'tiny', seed: 2 ** 32 }, invalid('/seed')],
  ['a fractional seed', { model: 'tiny', seed: 1.5 }, invalid('/seed')],
  ['a seed in quotes', { model: 'tiny', seed: '1' }, invalid('/seed')],
  ['no images', { model: 'tiny', n: 0 }, invalid('/n')],
  ['too many images', { model: 'tiny', n: 65 }, invalid('/n')],
  ['half an image', { model: 'tiny', n: 1.5 }, invalid('/n')],
  ['negative truncation', { model: 'tiny', truncation: -0.1 }, invalid('/truncation')],
  ['truncation above 1', { model: 'tiny', truncation: 1.1 }, invalid('/truncation')],
  ['infinite truncation', '{"model":"tiny","truncation":1e999}', invalid('/truncation')],
  ['truncation that is no number', { model: 'tiny', truncation: null }, invalid('/truncation')],
  ['another format', { model: 'tiny', format: 'gif' }, invalid('/format')],
  ['no columns', { model: 'tiny', n: 4, columns: 0 }, invalid('/columns')],
  ['an unknown field', { model: 'tiny', steps: 30 }, invalid('/steps')],
  ['a field with a slash', { model: 'tiny', 'a/b~c': 1 }, invalid('/a~1b~0c')],
  ['the prototype', '{"model":"tiny","__proto__":{"n":9}}', invalid('/__proto__')],
  ['a list', [], invalid('')],
  ['nothing', 'null', invalid('')],
  ['broken JSON', '{"model":', { status: 400, code: 'invalid_json', pointer: '' }],
  ['an empty body', '', { status: 400, code: 'invalid_json', pointer: '' }],
])('generateImages refuses %s', async (_, body, expected) => {
  const problem = await problemOf(await edge.generate(body));
  expect(problem).toMatchObject(expected);
  expect(problem.detail).toMatch(/^expected .*/);
});

test('the detail says what was expected and what came', async () => {
  const problem = await problemOf(await edge.generate({ model: 'tiny', seed: -1 }));
  expect(problem.detail).toBe('expected an integer from 0 to 4294967295, got -1');
});

test('the detail names a field that must not be there', async () => {
  const problem = await problemOf(await edge.generate({ model: 'tiny', steps: 30 }));
  expect(problem.detail).toBe('expected no field "steps", got one');
});

test('bytes that are not UTF-8 are no JSON', async () => {
  const answer = await edge.send('/v1/images', {
    method: 'POST',
    key: imagesKey,
    headers: { 'Content-Type': 'application/json' },
    body: new Uint8Array([0x7b, 0xff, 0x7d]),
  });
  expect(answer.outcome).toBe('generateImages 400 invalid_json');
});

test('a content type may have parameters', async () => {
  const { outcome } = await edge.send('/v1/images', {
    method: 'POST',
    key: imagesKey,
    headers: { 'Content-Type': 'Application/JSON; charset=utf-8' },
    body: '{"model":"tiny"}',
  });
  expect(outcome).toBe('generateImages 200 image/png');
});

test('a compressed body is refused for what it is', async () => {
  const compressed = new Response('{"model":"tiny"}').body?.pipeThrough(
    new CompressionStream('gzip'),
  );
  const answer = await edge.send('/v1/images', {
    method: 'POST',
    key: imagesKey,
    headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' },
    body: await new Response(compressed).arrayBuffer(),
  });
  expect(answer.outcome).toBe('generateImages 415 unsupported_media_type');
  expect(answer.response.headers.get('accept-encoding')).toBe('identity');
  expect(await problemOf(answer)).toMatchObject({
    parameter: 'Content-Encoding',
    detail: 'expected a body without Content-Encoding, got "gzip"',
  });
});

test('a body that breaks off is the failure of its sender', async () => {
  const broken = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"model":'));
    },
    pull(controller) {
      controller.error(new Error('the connection was lost'));
    },
  });
  const answer = await freshClient().send('/v1/images', {
    method: 'POST',
    key: imagesKey,
    headers: { 'Content-Type': 'application/json' },
    body: broken,
  });
  expect(await problemOf(answer)).toMatchObject({
    ...invalid(''),
    detail: 'expected the whole body, got a part',
  });
});

test('a body without a length is refused while it is read, not after', async () => {
  let sentBytes = 0;
  const endless = new ReadableStream({
    pull(controller) {
      sentBytes += 1024;
      controller.enqueue(new Uint8Array(1024).fill(0x20));
    },
  });
  const { outcome } = await edge.send('/v1/images', {
    method: 'POST',
    key: imagesKey,
    headers: { 'Content-Type': 'application/json' },
    body: endless,
  });
  expect(outcome).toBe('generateImages 413 payload_too_large');
  expect(sentBytes).toBeLessThan(1024 * 1024);
});

test.each([
  ['/v1/models?limit=0', 'limit'],
  ['/v1/models?limit=101', 'limit'],
  ['/v1/models?limit=1e1', 'limit'],
  ['/v1/models?limit=', 'limit'],
  ['/v1/models?cursor=', 'cursor'],
  ['/v1/models?cursor=%F0%9F%98%80', 'cursor'],
  ['/v1/models?cursor=Li4vLi4v', 'cursor'],
  ['/v1/models/..%2F..', 'model'],
  ['/v1/models/tiny/versions/xyz', 'digest'],
  ['/v1/models/tiny/aliases/A', 'alias'],
])('%s names its parameter', async (path, parameter) => {
  const problem = await problemOf(await edge.send(path));
  expect(problem).toMatchObject({ status: 400, code: 'invalid_request', parameter });
});

test.each([
  ['a weak entity tag', { 'If-Match': 'W/"a"' }, 'If-Match'],
  ['a list of entity tags', { 'If-Match': '"a", "b"' }, 'If-Match'],
  ['any entity', { 'If-Match': '*' }, 'If-Match'],
  ['an entity tag that R2 takes for any', { 'If-Match': '"*"' }, 'If-Match'],
  ['an entity tag that is too long', { 'If-Match': `"${'a'.repeat(65)}"` }, 'If-Match'],
  ['an entity tag that must not match', { 'If-None-Match': '"a"' }, 'If-None-Match'],
  ['both conditions', { 'If-Match': '"a"', 'If-None-Match': '*' }, 'If-Match'],
])('putModelAlias refuses %s', async (_, headers, parameter) => {
  const problem = await problemOf(await edge.putAlias('tiny', 'x', '0'.repeat(64), headers));
  expect(problem).toMatchObject({ status: 400, code: 'invalid_request', parameter });
});

test.each([
  ['no digest', '{}', '/digest'],
  ['a digest that is none', '{"digest":"latest"}', '/digest'],
  ['more than a digest', `{"digest":"${'0'.repeat(64)}","strength":true}`, '/strength'],
])('putModelAlias refuses %s', async (_, body, pointer) => {
  const path = '/v1/models/tiny/aliases/x';
  const problem = await problemOf(await edge.put(path, body, { 'If-None-Match': '*' }));
  expect(problem).toMatchObject(invalid(pointer));
});

test.each([
  ['no header', undefined, 'expected "Authorization: Bearer <key>", got no Authorization header'],
  [
    'another scheme',
    'Basic dGVzdA==',
    'expected "Authorization: Bearer <key>", got something else',
  ],
  ['no key', 'Bearer ', 'expected "Authorization: Bearer <key>", got something else'],
  ['no key of ours', 'Bearer nope', 'expected a key of the form cek_…, got text of another form'],
  ['an unknown key', `Bearer ${unknownKey}`, 'expected a key of this service, got an unknown one'],
])('%s does not authenticate', async (_, authorization, detail) => {
  const headers = new Headers({ 'Content-Type': 'application/json' });
  if (authorization !== undefined) headers.set('Authorization', authorization);
  const answer = await edge.send('/v1/images', { method: 'POST', headers, body: '{}' });
  expect(await problemOf(answer)).toMatchObject({ status: 401, code: 'unauthenticated', detail });
});

test('a key without the scope learns which one it lacks', async () => {
  const answer = await edge.generate({ model: 'tiny' }, { key: modelsKey });
  expect(answer.response.headers.get('www-authenticate')).toContain('scope="images:write"');
  expect((await problemOf(answer)).detail).toContain('images:write');
});
