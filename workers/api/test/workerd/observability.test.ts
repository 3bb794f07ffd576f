/** What an operator learns of requests, and what browsers are told with every answer. */

import { env } from 'cloudflare:workers';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { brokenDatabase, Client, freshClient } from '../support/client.ts';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const traceparent = `00-${traceId}-00f067aa0ba902b7-00`;
const image = { model: 'tiny', class: 'star', seed: 7, n: 3 };
let digest: string;

beforeAll(async () => {
  ({ digest } = await new Client().publish('tiny', 1));
});

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the line of a request', () => {
  test('has its ids, its place in the trace and what came of it', async () => {
    const lines = listen('log');
    const headers = { 'X-Request-Id': 'find-me', traceparent };
    const { response } = await freshClient().send('/v1/models/tiny', { headers });
    const [, trace, span] = (response.headers.get('traceresponse') ?? '').split('-');
    expect(trace).toBe(traceId);
    expect(lines()).toEqual([
      {
        ...{ requestId: 'find-me', traceId, spanId: span, parentSpanId: '00f067aa0ba902b7' },
        ...{ method: 'GET', route: '/v1/models/:model', status: 200, ms: expect.any(Number) },
      },
    ]);
  });

  test('is an error where the failure is ours, and says what it was', async () => {
    const errors = listen('error');
    await freshClient({ ...env, DB: brokenDatabase() }).send('/v1/models');
    expect(errors()).toMatchObject([{ status: 503, error: expect.stringContaining('10001') }]);
  });

  test('is left out of successes as far as the deployment wants, never of failures', async () => {
    const client = freshClient({ ...env, LOGGED_SUCCESSES: '0' });
    const lines = listen('log');
    await client.send('/v1/models');
    expect(lines()).toEqual([]);
    await client.send('/v1/models', { headers: { traceparent: traceparent.replace(/0$/, '1') } });
    await client.send('/v1/models/nope');
    expect(lines().map(({ status }) => status)).toEqual([200, 404]);
  });

  test('half of all traces is half of them', async () => {
    const client = freshClient({ ...env, LOGGED_SUCCESSES: '0.5' });
    const lines = listen('log');
    for (const tail of ['7fffffff', '80000000']) {
      const header = traceparent.replace(traceId, traceId.slice(0, -8) + tail);
      await client.send('/v1/models', { headers: { traceparent: header } });
    }
    expect(lines().map((line) => `${line.traceId}`.slice(-8))).toEqual(['7fffffff']);
  });

  test.each([
    '2',
    '-1',
    'all',
    '',
  ])('where %j is the share, all are logged, and say so', async (share) => {
    const lines = listen('log');
    await freshClient({ ...env, LOGGED_SUCCESSES: share }).send('/v1/models');
    expect(lines()).toMatchObject([{ error: expect.stringContaining('LOGGED_SUCCESSES') }]);
  });
});

describe('the data point of a request', () => {
  test('tells route, model, outcome and images', async () => {
    const points: AnalyticsEngineDataPoint[] = [];
    const ANALYTICS = { writeDataPoint: (point = {}) => void points.push(point) };
    await freshClient({ ...env, ANALYTICS }).generate(image, { accept: 'application/json' });
    expect(points).toEqual([
      {
        indexes: ['TestImages00'],
        blobs: ['request', 'POST', '/v1/images', 'tiny', digest, '', 'miss'],
        doubles: [200, 3, expect.any(Number)],
      },
    ]);
  });

  test('that cannot be written costs no answer', async () => {
    const errors = listen('error');
    const ANALYTICS = {
      writeDataPoint() {
        throw new Error('no more than 250 points');
      },
    };
    const { response } = await freshClient({ ...env, ANALYTICS }).send('/v1/models');
    expect(response.status).toBe(200);
    expect(errors()).toMatchObject([{ event: 'data_point_lost' }]);
  });
});

describe('the headers of every answer', () => {
  test.each([
    ['/v1/models', 'same-origin'],
    ['/v1/models/nope', 'same-origin'],
    ['/v1/nothing', 'same-origin'],
    ['/v1/models/tiny/aliases/latest/images/1.png', 'cross-origin'],
    ['/v1/models/tiny/versions/{digest}/images/1.png', 'cross-origin'],
    ['/v1/models/tiny/versions/{digest}/exports/generator/model.json', 'cross-origin'],
  ])('%s is told how it may be used', async (path, policy) => {
    const client = freshClient({ ...env, PUBLIC_IMAGES: 'true' });
    const url = path.replace('{digest}', digest);
    const { response } = await client.send(url, { redirect: 'manual' });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'strict-transport-security': 'max-age=31536000',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': policy,
    });
  });
});

/** What is written to one stream of the console from now on, as far as it is JSON. */
function listen(level: 'log' | 'error'): () => Record<string, unknown>[] {
  const spy = vi.spyOn(console, level).mockImplementation(() => {});
  return () => spy.mock.calls.map(([line]) => JSON.parse(String(line)));
}
