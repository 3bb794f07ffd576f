/** API keys from their making to their end: who is let in, who is refused, and what is known of it. */

import { env } from 'cloudflare:workers';
import type { components } from '@comfy-edge/contract';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { type Answer, brokenDatabase, Client, freshClient, problemOf } from '../support/client.ts';
import { contract } from '../support/contract.ts';
import {
  adminKey,
  bootstrapKey,
  bootstrapKeyHash,
  datasetsKey,
  expiredKey,
  imagesKey,
  modelsKey,
  revokedKey,
  unknownKey,
} from '../support/test-keys.ts';

type Schemas = components['schemas'];
type Created = Schemas['CreatedKey'];

const edge = new Client();
const isTime = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);

beforeAll(async () => {
  await edge.publish('tiny', 1);
});

async function create(body: object = {}, key: string = adminKey): Promise<Created> {
  const whole = { name: 'a test', scopes: ['images:write'], ...body };
  const { response, outcome } = await edge.post('/v1/keys', whole, { key });
  expect(outcome).toBe('createKey 201 application/json');
  return response.json();
}

async function read(id: string): Promise<Schemas['Key']> {
  const { response } = await edge.send(`/v1/keys/${id}`, { key: adminKey });
  return response.json();
}

const revoke = (id: string) => edge.send(`/v1/keys/${id}`, { method: 'DELETE', key: adminKey });
const generate = (key: string, client = edge) => client.generate({ model: 'tiny' }, { key });

describe('the life of a key', () => {
  test('it is made, used, listed and revoked, and refused from the next request on', async () => {
    const { key, ...about } = await create({ name: 'web shop: é💩' });
    expect(about).toEqual({
      ...{ id: expect.any(String), name: 'web shop: é💩', scopes: ['images:write'] },
      ...{ createdBy: 'TestAdmin000', createdAt: isTime },
    });
    expect((await generate(key, freshClient())).outcome).toBe('generateImages 200 image/png');
    expect(await read(about.id)).toEqual({ ...about, lastUsedAt: isTime });

    const { response } = await revoke(about.id);
    const revoked = await response.json<Schemas['Key']>();
    expect(revoked).toEqual({ ...about, lastUsedAt: isTime, revokedAt: isTime });
    const refusal = await generate(key);
    expect(refusal.outcome).toBe('generateImages 401 key_revoked');
    expect((await problemOf(refusal)).detail).toContain(`revoked at ${revoked.revokedAt}`);
    expect(await (await revoke(about.id)).response.json()).toEqual(revoked);
  });

  test('the database has no text of any key', async () => {
    const { key, id } = await create();
    for (const table of ['keys', 'audit']) {
      const { results } = await env.DB.prepare(`SELECT * FROM ${table}`).all();
      expect(JSON.stringify(results)).toContain(id);
      expect(JSON.stringify(results)).not.toContain(key.slice('cek_123456789012_'.length));
    }
  });

  test('the audit log tells who made it, who revoked it first, and why', async () => {
    const expiresAt = '2099-12-31T00:00:00.000Z';
    const quotas = { imagesPerDay: 5 };
    const { id } = await create({ name: 'told of', expiresAt, quotas }, bootstrapKey);
    for (const reason of ['it leaked', 'again']) {
      await revoke(`${id}?${new URLSearchParams({ reason })}`);
    }
    const { response } = await edge.send('/v1/audit?limit=100', { key: adminKey });
    const { entries } = await response.json<Schemas['AuditPage']>();
    expect(entries.filter(({ subject }) => subject === id)).toMatchObject([
      { actor: 'TestAdmin000', action: 'key.revoke', reason: 'it leaked', at: isTime },
      {
        ...{ actor: 'bootstrap', action: 'key.create', at: isTime, requestId: expect.any(String) },
        detail: {
          ...{ name: 'told of', scopes: 'images:write', expiresAt },
          quotas: JSON.stringify(quotas),
        },
      },
    ]);
  });

  test('it ends at the time it was made for', async () => {
    const expiresAt = new Date(Date.now() + 60_000).toISOString();
    const { key, id } = await create({ expiresAt });
    expect((await read(id)).expiresAt).toBe(expiresAt);
    expect((await generate(key)).response.status).toBe(200);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(expiresAt) - 1 });
    expect((await generate(key, freshClient())).response.status).toBe(200);
    vi.setSystemTime(Date.parse(expiresAt));
    const refusal = await generate(key, freshClient());
    expect(refusal.outcome).toBe('generateImages 401 key_expired');
    expect((await problemOf(refusal)).detail).toContain(`expired at ${expiresAt}`);
    vi.useRealTimers();
  });

  test('the time may be told with an offset', async () => {
    const { expiresAt } = await create({ expiresAt: '2099-06-30T23:30:00.5+02:00' });
    expect(expiresAt).toBe('2099-06-30T21:30:00.500Z');
  });

  test('scopes are told once each, in one order', async () => {
    const { scopes } = await create({ scopes: ['models:write', 'images:write', 'models:write'] });
    expect(scopes).toEqual(['images:write', 'models:write']);
  });

  test('a key of the database makes others, as the deployment’s own does', async () => {
    const first = await create({ scopes: ['admin'] }, bootstrapKey);
    expect(first.createdBy).toBe('bootstrap');
    expect((await create({}, first.key)).createdBy).toBe(first.id);
  });
});

test('the last use is told to the hour, and written once', async () => {
  const { key, id } = await create();
  const fresh = freshClient();
  expect(await read(id)).not.toHaveProperty('lastUsedAt');
  await generate(key, fresh);
  const { lastUsedAt } = await read(id);
  await generate(key, fresh);
  expect((await read(id)).lastUsedAt).toBe(lastUsedAt);
  const hourAgo = Date.now() - 3_600_000;
  await env.DB.prepare('UPDATE keys SET last_used_at = ? WHERE id = ?').bind(hourAgo, id).run();
  await generate(key, fresh);
  expect(Date.parse((await read(id)).lastUsedAt ?? '')).toBeGreaterThan(hourAgo);
});

describe('pages', () => {
  test('the newest first, each key once, also where others are made between pages', async () => {
    const made: string[] = [];
    for (let i = 0; i < 5; i++) made.unshift((await create()).id);
    const listed: string[] = [];
    let query = '?limit=2';
    for (let pages = 0; query !== '' && pages < 100; pages++) {
      const { response } = await edge.send(`/v1/keys${query}`, { key: adminKey });
      const page = await response.json<Schemas['KeyPage']>();
      listed.push(...page.keys.map(({ id }) => id));
      query = page.nextCursor === undefined ? '' : `?limit=2&cursor=${page.nextCursor}`;
      if (pages === 1) await create();
    }
    expect(listed.filter((id) => made.includes(id))).toHaveLength(5);
    expect(new Set(listed).size).toBe(listed.length);
    expect(listed).toContain('TestAdmin000');
    const times = await Promise.all(listed.map(async (id) => (await read(id)).createdAt));
    expect(times).toEqual(times.toSorted().reverse());
  });

  test.each([
    '',
    '!',
    'MA==',
    btoa('1.short'),
    btoa('-1.TestAdmin000'),
    ` ${btoa('1.TestAdmin000')}`,
  ])('a cursor %j is none', async (cursor) => {
    const query = new URLSearchParams({ cursor });
    const answer = await edge.send(`/v1/keys?${query}`, { key: adminKey });
    expect(answer.outcome).toBe('listKeys 400 invalid_request');
    expect(await problemOf(answer)).toMatchObject({ parameter: 'cursor' });
  });
});

describe('refused as the body of a new key', () => {
  test.each([
    ['no name', { name: undefined }, '/name'],
    ['an empty name', { name: '' }, '/name'],
    ['a name of 101 characters', { name: '💩'.repeat(101) }, '/name'],
    ['a name with a line break', { name: 'a\nb' }, '/name'],
    ['half a character', { name: '\ud83d' }, '/name'],
    ['no scopes', { scopes: [] }, '/scopes'],
    ['an unknown scope', { scopes: ['images:read'] }, '/scopes'],
    ['scopes as text', { scopes: 'admin' }, '/scopes'],
    ['a time that has passed', { expiresAt: '2020-01-01T00:00:00Z' }, '/expiresAt'],
    ['a day that does not exist', { expiresAt: '2099-02-30T00:00:00Z' }, '/expiresAt'],
    ['a time without a zone', { expiresAt: '2099-01-01T00:00:00' }, '/expiresAt'],
    ['a year of five digits', { expiresAt: '9999-12-31T23:59:59-01:00' }, '/expiresAt'],
    ['a time as a number', { expiresAt: 4_000_000_000_000 }, '/expiresAt'],
    ['an unknown field', { admin: true }, '/admin'],
  ])('%s', async (_, wrong, pointer) => {
    const body = { name: 'a', scopes: ['images:write'], ...wrong };
    const answer = await edge.post('/v1/keys', body, { key: adminKey });
    expect(answer.outcome).toBe('createKey 400 invalid_request');
    const problem = await problemOf(answer);
    expect(problem.pointer).toBe(pointer);
    expect(problem.detail).toMatch(/^expected .*, got /);
  });
});

describe('who is let in', () => {
  const invalid = 'Bearer realm="comfy-edge", error="invalid_token"';
  const forged = 'cek_TestImages00_KnownToTestsAloneHasAnotherSecret0000000000062nZi';
  test.each([
    ['nothing', undefined, 'unauthenticated', 'Bearer realm="comfy-edge"', /no Authorization/],
    [
      'another scheme',
      `Basic ${btoa('a:b')}`,
      'unauthenticated',
      'Bearer realm="comfy-edge"',
      /else/,
    ],
    ['the bare key', imagesKey, 'unauthenticated', 'Bearer realm="comfy-edge"', /else/],
    [
      'two keys',
      `Bearer ${imagesKey} ${imagesKey}`,
      'unauthenticated',
      'Bearer realm="comfy-edge"',
      /else/,
    ],
    ['another text', 'Bearer sk_live', 'unauthenticated', invalid, /of the form cek_/],
    ['half a key', `Bearer ${imagesKey.slice(0, 40)}`, 'unauthenticated', invalid, /of the form/],
    [
      'a mistyped one',
      `Bearer ${imagesKey.replace('Known', 'Knowm')}`,
      'unauthenticated',
      invalid,
      /checksum/,
    ],
    ['an unknown id', `Bearer ${unknownKey}`, 'unauthenticated', invalid, /an unknown one/],
    ['another secret', `Bearer ${forged}`, 'unauthenticated', invalid, /an unknown one/],
    ['a revoked one', `Bearer ${revokedKey}`, 'key_revoked', invalid, /2026-01-01T00:00:00.001Z/],
    ['an expired one', `Bearer ${expiredKey}`, 'key_expired', invalid, /2026-01-01T00:00:00.001Z/],
  ])('not %s', async (_, Authorization, code, challenge, detail) => {
    const headers = Authorization === undefined ? {} : { Authorization };
    const answer = await edge.send('/v1/images', { method: 'POST', headers });
    expect(answer.outcome).toBe(`generateImages 401 ${code}`);
    expect(answer.response.headers.get('www-authenticate')).toBe(challenge);
    const problem = await problemOf(answer);
    expect(problem).toMatchObject({ parameter: 'Authorization' });
    expect(problem.detail).toMatch(detail);
    expect(problem.detail).not.toContain('Known');
  });

  test('the scheme may be written in any case', async () => {
    const headers = { Authorization: `bEARER  ${modelsKey}` };
    const { outcome } = await edge.send('/v1/images', { method: 'POST', headers });
    expect(outcome).toBe('generateImages 403 insufficient_scope');
  });

  const keys = {
    'images:write': imagesKey,
    'datasets:write': datasetsKey,
    'models:write': modelsKey,
    admin: adminKey,
  };
  test.each(
    contract.operations.flatMap((it) => (it.target && it.scope ? [[it.id, it] as const] : [])),
  )('%s takes the keys of its scope and of admin, and tells all others what they lack', async (_, {
    target,
    scope = '',
    takesAnyKey,
  }) => {
    const { method, template } = target ?? { method: '', template: '' };
    const path = template.replaceAll(/\{(\w+)\}/g, '$1');
    for (const [own, key] of Object.entries(keys)) {
      const answer = await edge.send(path, { method, key });
      const isRefused = answer.outcome.endsWith(' 403 insufficient_scope');
      expect(answer.response.status).not.toBe(401);
      const isMeant = takesAnyKey || own === scope || own === 'admin';
      expect(isRefused, `${answer.outcome} for ${own}`).toBe(!isMeant);
      if (!isRefused) continue;
      expect(answer.response.headers.get('www-authenticate')).toBe(
        `Bearer realm="comfy-edge", error="insufficient_scope", scope="${scope}"`,
      );
      const text = await answer.response.text();
      expect(text).toContain(`expected a key with scope ${scope}, got one with ${own}`);
    }
  });
});

describe('a key that is revoked while its request runs', () => {
  test('a stream that has begun comes to its end, and the next does not begin', async () => {
    const { key, id } = await create();
    const stream = () =>
      edge.generate({ model: 'tiny', n: 4 }, { key, accept: 'text/event-stream' });
    const { response } = await stream();
    const reader = (response.body ?? new ReadableStream()).getReader();
    let text = new TextDecoder().decode((await reader.read()).value);
    expect(text).not.toContain('event: done');
    await revoke(id);
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      text += new TextDecoder().decode(part.value);
    }
    expect(text.match(/event: image\n/g)).toHaveLength(4);
    expect(text).toContain('event: done');
    expect((await stream()).outcome).toBe('generateImages 401 key_revoked');
  });

  test('so does a request whose body is still coming', async () => {
    const { key, id } = await create({ scopes: ['models:write'] });
    const { blobs } = await edge.publish('tiny', 1);
    const [[sha256, bytes] = ['', new Uint8Array(0)]] = blobs;
    const body = new ReadableStream({
      async pull(controller) {
        await revoke(id);
        controller.enqueue(bytes);
        controller.close();
      },
    });
    const put = (content: BodyInit) =>
      edge.send(`/v1/blobs/${sha256}`, {
        ...{ method: 'PUT', key, body: content },
        headers: { 'Content-Type': 'application/octet-stream' },
      });
    expect((await put(body)).outcome).toBe('putBlob 200 application/json');
    expect((await put(new Uint8Array(bytes))).outcome).toBe('putBlob 401 key_revoked');
  });
});

describe('where the database fails', () => {
  const timeoutMs = 5_000;
  const faults = {
    fails: () => Promise.reject(new Error('D1_ERROR: internal error 10001')),
    'is silent': () => new Promise<never>(() => {}),
  };
  const request = { name: 'never made', scopes: ['images:write'] };
  const asAdmin = (method: string, path: string, client: Client) =>
    client.send(path, { method, key: bootstrapKey });
  const calls: Record<string, (client: Client) => Promise<Answer>> = {
    'the key is looked up': (client) => generate(imagesKey, client),
    'a key is written': (client) => client.post('/v1/keys', request, { key: bootstrapKey }),
    'keys are listed': (client) => asAdmin('GET', '/v1/keys', client),
    'a key is read': (client) => asAdmin('GET', '/v1/keys/TestImages00', client),
    'a key is revoked': (client) => asAdmin('DELETE', '/v1/keys/TestImages00', client),
  };
  const table = Object.entries(faults).flatMap(([fault, answer]) =>
    Object.entries(calls).map(([when, call]) => [fault, when, answer, call] as const),
  );

  test.each(
    table,
  )('it %s as %s: 503, and nothing is left behind', async (_, _when, answer, call) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const asked = call(freshClient({ ...env, DB: brokenDatabase(answer) }));
    await vi.advanceTimersByTimeAsync(timeoutMs);
    vi.useRealTimers();
    const { outcome, response } = await asked;
    expect(outcome).toMatch(/ 503 storage_unavailable$/);
    expect(response.headers.get('retry-after')).toMatch(/^\d+$/);
    expect((await generate(imagesKey)).response.status).toBe(200);
    const { results } = await env.DB.prepare("SELECT * FROM keys WHERE name = 'never made'").all();
    expect(results).toEqual([]);
  });

  test('what is no key is refused all the same, without being looked up', async () => {
    const client = freshClient({ ...env, DB: brokenDatabase() });
    for (const key of ['wrong', imagesKey.replace('Known', 'Knowm')]) {
      expect((await generate(key, client)).outcome).toBe('generateImages 401 unauthenticated');
    }
  });

  test('the deployment’s own key is let in', async () => {
    const client = freshClient({ ...env, DB: brokenDatabase() });
    // A version by its digest needs no look-up either.
    const { digest } = await edge.publish('by-digest', 1);
    const body = { model: `by-digest@${digest}` };
    const { response } = await client.generate(body, { key: bootstrapKey });
    expect(response.status).toBe(200);
  });

  test('the last use that cannot be written is logged, and refuses nobody', async () => {
    const broken = brokenDatabase();
    const readOnly = new Proxy(env.DB, {
      get: () => (sql: string) => (sql.startsWith('UPDATE') ? broken : env.DB).prepare(sql),
    });
    const error = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { key } = await create();
    const { response } = await generate(key, freshClient({ ...env, DB: readOnly }));
    expect(response.status).toBe(200);
    expect(error).toHaveBeenCalledExactlyOnceWith(
      expect.stringContaining('D1_ERROR: internal error 10001'),
    );
    error.mockRestore();
  });
});

describe('the deployment’s own key', () => {
  test('is none where the deployment has none', async () => {
    const client = freshClient({ DB: env.DB, MODELS: env.MODELS });
    expect((await generate(bootstrapKey, client)).outcome).toBe(
      'generateImages 401 unauthenticated',
    );
  });

  test('is not among the keys', async () => {
    const { response } = await edge.send('/v1/keys?limit=100', { key: bootstrapKey });
    expect(await response.text()).not.toContain(bootstrapKeyHash);
    expect((await edge.send('/v1/keys/TestBootstr0', { key: adminKey })).outcome).toBe(
      'getKey 404 key_not_found',
    );
  });
});
