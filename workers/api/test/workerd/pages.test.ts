/** What browsers need to let a page of another origin call the service. */

import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Answer, Client, freshClient } from '../support/client.ts';
import { imagesKey } from '../support/test-keys.ts';

const page = 'https://page.test';
const listed = freshClient({ ...env, PAGE_ORIGINS: `https://other.test,${page}` });

beforeAll(async () => {
  await new Client().publish('tiny', 1);
});

describe('of a listed origin', () => {
  test('a page may send a key, and whatever headers its client does', async () => {
    const { response } = await preflight(listed, page, 'authorization, x-stainless-os');
    expect(response.status).toBe(204);
    expect(allowed({ response })).toBe(page);
    expect(response.headers.get('access-control-allow-methods')).toContain('POST');
    expect(response.headers.get('access-control-allow-headers')).toBe(
      'authorization,x-stainless-os',
    );
  });

  test('a page reads answers and their headers, refusals too', async () => {
    for (const path of ['/v1/models', '/v1/models/nope', '/v1/nothing']) {
      const { response } = await listed.send(path, { headers: { Origin: page } });
      expect(allowed({ response }), path).toBe(page);
      expect(response.headers.get('access-control-expose-headers')).toBe('*');
    }
  });

  test('an image that is kept for all is given to each', async () => {
    const body = { model: 'tiny', class: 'star', seed: 7 };
    const init = (origin: string) => ({
      method: 'POST',
      headers: { Origin: origin, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      key: imagesKey,
    });
    for (const origin of [page, 'https://other.test']) {
      const { response } = await listed.send('/v1/images', init(origin));
      expect(response.status).toBe(200);
      expect(allowed({ response })).toBe(origin);
      expect(response.headers.get('vary')).toBe('Accept, Origin');
    }
  });
});

describe('of another origin', () => {
  test('a page gets no leave, and caches are told that others might', async () => {
    const { response } = await listed.send('/v1/models', { headers: { Origin: `${page}.evil` } });
    expect(allowed({ response })).toBe(null);
    expect(response.headers.get('vary')).toBe('Origin');
    const { outcome } = await preflight(listed, 'null');
    expect(outcome).toBe('unmatched 405 method_not_allowed');
  });

  test('a page may read the files of a version all the same', async () => {
    const path = `/v1/models/tiny/versions/${'0'.repeat(64)}/exports/generator/model.json`;
    const { response } = await listed.send(path, { headers: { Origin: `${page}.evil` } });
    expect(allowed({ response })).toBe('*');
  });
});

test('where nothing is listed, no page may', async () => {
  const { response } = await freshClient().send('/v1/models', { headers: { Origin: page } });
  expect([allowed({ response }), response.headers.get('vary')]).toEqual([null, null]);
});

test.each([
  '*',
  'https://page.test/',
  'page.test',
  'null',
  'https://page.test, https://b.test',
])('a list that is wrong is a failure, not a guess: %s', async (PAGE_ORIGINS) => {
  const client = freshClient({ ...env, PAGE_ORIGINS });
  const { outcome } = await client.send('/v1/models');
  expect(outcome).toBe('listModels 500 internal_error');
});

function preflight(client: Client, origin: string, names = 'authorization'): Promise<Answer> {
  return client.send('/v1/images', {
    method: 'OPTIONS',
    headers: {
      Origin: origin,
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': names,
    },
  });
}

function allowed({ response }: Pick<Answer, 'response'>): string | null {
  return response.headers.get('access-control-allow-origin');
}
