/** The contract fuzzer inside workerd, with the bindings of wrangler.jsonc and one seed for ever. */

import { env } from 'cloudflare:workers';
import { openapiDocument } from '@comfy-edge/contract/document';
import { beforeAll, expect, test, vi } from 'vitest';
import { fuzz } from '../fuzz/fuzz.ts';
import { type FuzzKeys, makeFuzzKeys } from '../fuzz/fuzz-keys.ts';
import { type Send, toRequest } from '../fuzz/fuzz-request.ts';
import { pageOrigin } from '../fuzz/operation-requests.ts';
import { askForPool, mergePools } from '../fuzz/pool.ts';
import { publishTiny } from '../fuzz/publish-tiny.ts';
import type { Pool } from '../fuzz/schema-values.ts';
import { freshWorker } from '../support/client.ts';
import { Contract, contract } from '../support/contract.ts';
import { locate } from '../support/openapi.ts';
import { adminKey, imagesKey, modelsKey } from '../support/test-keys.ts';

const origin = 'http://edge.test';
const bindings = {
  ...env,
  PAGE_ORIGINS: pageOrigin,
  DEFAULT_MODEL: 'tiny',
  UNSIGNED_MODELS: 'true',
};
const fetchEdge = freshWorker(bindings);
const send: Send = async (request) => ({
  request: toRequest(origin, request),
  response: await fetchEdge(toRequest(origin, request)),
});

let pool: Pool;
let keys: FuzzKeys['keys'];

beforeAll(async () => {
  // A line for each request.
  vi.spyOn(console, 'log').mockImplementation(() => {});
  const publishing = await publishTiny(send, { key: modelsKey, adminKey });
  const made = await makeFuzzKeys(send, adminKey);
  keys = made.keys;
  pool = [await askForPool(send, imagesKey), publishing, made.pool].reduce(mergePools);
});

const requests = 20_000;

test(`${requests} requests are answered as the contract says`, { timeout: 900_000 }, async () => {
  const result = await fuzz({
    ...{ contract, pool, keys, origin, fetch: fetchEdge, requests, seed: 1 },
  });
  expect(result.violations).toEqual([]);
  expect(result.requests).toBeGreaterThanOrEqual(requests);
  const reached = new Set([...result.outcomes.keys()].map(withoutKind));
  // What is broken on the service's side is reached by the contract's own test.
  const promised = new Set(contract.documentedOutcomes().filter(isReachable).map(withoutKind));
  expect([...promised].filter((it) => !reached.has(it))).toEqual([]);
});

/** `<operation> <status>` */
function withoutKind(outcome: string): string {
  return outcome.split(' ').slice(0, 2).join(' ');
}

/** Not by a request alone, but by what else goes on: `limits.test.ts` and others get there. */
function isReachable(outcome: string): boolean {
  return !/ (5\d\d|429) \w+$| 409 idempotency_in_progress$/.test(outcome);
}

/** Of the real document, with another value in one place, or none. */
function edited(pointer: string, value?: unknown): Contract {
  const document = structuredClone(openapiDocument);
  const [, parent = '', escaped = ''] = /^(.*)\/([^/]*)$/.exec(pointer) ?? [];
  const key = escaped.replaceAll('~1', '/');
  const object = locate<Record<string, unknown>>(document, parent).value;
  if (value === undefined) delete object[key];
  else object[key] = value;
  return new Contract(document);
}

const list = '/paths/~1v1~1models/get/responses';
const image = '/paths/~1v1~1images/post/responses/200/content';
const body = '/components/schemas/GenerateImagesRequest';

test.each([
  ['a status is missing', 'listModels', edited(`${list}/400`), /400: expected one of 200, 5/],
  [
    'an answer has more than the schema allows',
    'listModels',
    edited('/components/schemas/ModelPage/properties/models/maxItems', 0),
    /^listModels 200: expected what .* says, got .* must NOT have more than 0 items/,
  ],
  [
    'a header says something else',
    'listModels',
    edited('/components/headers/Cache-Control/schema/enum', ['no-cache']),
    /^listModels 200: header Cache-Control/,
  ],
  [
    'a required header is not sent',
    'listModels',
    edited(`${list}/200/headers/ETag`, { required: true, schema: { type: 'string' } }),
    /^listModels 200: expected a header ETag, got none/,
  ],
  [
    'a media type is missing',
    'generateImages',
    edited(`${image}/image~1webp`),
    /^generateImages 200: media type: expected .*, got image\/webp/,
  ],
  [
    'what is answered ought to be refused',
    'generateImages',
    edited(`${body}/required`, ['model', 'seed']),
    /^generateImages 200 .*: expected a refusal of a body that the schema refuses, got a success/,
  ],
])('it fails where %s, with a request as small as that', async (_, id, wrong, message) => {
  const operations = wrong.operations.filter((it) => it.id === id);
  const { violations } = await fuzz({
    ...{
      contract: wrong,
      operations,
      pool,
      keys,
      origin,
      fetch: fetchEdge,
      requests: 4000,
      seed: 1,
    },
  });
  expect(violations).toHaveLength(1);
  expect(violations[0]?.message).toMatch(message);
  expect(violations[0]?.curl).toMatch(/^(printf .*)?curl .{1,400}$/);
});

test('it says how a connection failed', async () => {
  const broken = () =>
    Promise.reject(new TypeError('fetch failed', { cause: new Error('closed') }));
  const operations = contract.operations.filter((it) => it.id === 'getHealth');
  const { violations } = await fuzz({
    ...{ contract, operations, pool, keys, origin, fetch: broken, requests: 1, seed: 1 },
  });
  expect(violations.map((it) => it.message)).toEqual([
    'TypeError: fetch failed, caused by Error: closed',
  ]);
});
