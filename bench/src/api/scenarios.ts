/** Every operation that makes pixels, in every format it has, and what is answered without making any. */
import { randomUUID } from 'node:crypto';
import type { OutgoingHttpHeaders } from 'node:http';
import type { Call } from '../../../scripts/workerd/connection.ts';
import type { Scenario } from './scenario.ts';

export interface Subject {
  /** Known without a look-up: what images cost is measured with it. */
  readonly adminKey: string;
  /** Looked up in the database with every request. */
  readonly apiKey: string;
  /** As well, and its images are counted. */
  readonly limitedKey: string;
  readonly name: string;
  readonly digest: string;
  /** A class by name. */
  readonly className: string;
  /** An image of the model, as PNG with its receipt. */
  readonly picture: Buffer;
  /** The entity tag of the image of seed 1 by address. */
  readonly entityTag: string;
}

const pictures = ['png', 'webp', 'jpeg'] as const;
const files = [...pictures, 'npy'] as const;
/** Where seeds begin that nobody asks for but once. */
const FRESH = 1_000_000;

const byAddress = 'GET …/images/{seed}.{format}';
const drawn = 'POST /v1/images, its seed drawn';

/** Of the same work with more and less around it: what its keys, limits and repetitions cost. */
export const routes = {
  withKey: `${byAddress}, If-None-Match`,
  open: `${byAddress}, If-None-Match, no key`,
  drawn,
  lookedUp: `${drawn}, key looked up`,
  limited: `${drawn}, key looked up, limited`,
  onRecord: `${drawn}, key looked up, limited, on record`,
} as const;

export function scenariosOf(subject: Subject): Scenario[] {
  const { adminKey, apiKey, limitedKey, name, digest, className, picture, entityTag } = subject;
  const pinned = `${name}@${digest}`;
  const about = { model: pinned, class: className };
  const image = picture.toString('base64');
  const key = { Authorization: `Bearer ${adminKey}` };
  const get = (path: string, headers: OutgoingHttpHeaders = {}): Call => ({
    ...{ method: 'GET', path, headers: { ...key, ...headers } },
  });
  const post = (path: string, body: object, accept = '*/*'): Call => ({
    ...{ method: 'POST', path, body: JSON.stringify(body) },
    headers: { ...key, 'Content-Type': 'application/json', Accept: accept },
  });
  const postIn = (
    route: string,
    what: string,
    path: string,
    body: object,
    formats: readonly string[],
  ) =>
    formats.map((format): Scenario => {
      const call =
        format === 'json' ? post(path, body, 'application/json') : post(path, { ...body, format });
      return { route: `${route}${what}`, format, cached: false, call: () => call };
    });
  const version = `/v1/models/${name}/versions/${digest}`;
  const address = (seed: number, format: string) =>
    `${version}/images/${seed}.${format}?class=${className}`;
  let fresh = FRESH;

  return [
    ...pictures.flatMap((format): Scenario[] => [
      {
        ...{ route: byAddress, format, cached: true, standIns: ['found'] },
        call: () => get(address(1, format)),
      },
      {
        ...{ route: byAddress, format, cached: false, standIns: ['missed'], isImage: true },
        call: () => get(address(fresh++, format)),
      },
    ]),
    {
      ...{ route: routes.withKey, format: 'png', cached: true, status: 304 },
      call: () => get(address(1, 'png'), { 'If-None-Match': entityTag }),
    },
    {
      ...{ route: routes.open, format: 'png', cached: true, status: 304, isPublic: true },
      call: () => ({
        ...{ method: 'GET', path: address(1, 'png') },
        headers: { 'If-None-Match': entityTag },
      }),
    },
    ...pictures.map((format): Scenario => {
      const call = post('/v1/images', { ...about, seed: 1, format });
      const route = 'POST /v1/images, its seed given';
      return { route, format, cached: true, standIns: ['found'], call: () => call };
    }),
    ...postIn('POST /v1/images', ', its seed drawn', '/v1/images', about, files).map(
      (scenario): Scenario => ({ ...scenario, isImage: true }),
    ),
    ...postIn('POST /v1/images', ', its seed drawn', '/v1/images', about, ['json']),
    ...guardedScenarios({ ...about, format: 'png' }, { apiKey, limitedKey }),
    ...postIn('POST /v1/images', ', 16 on a sheet', '/v1/images', { ...about, n: 16 }, pictures),
    ...postIn(
      'POST /v1/images',
      ', 28 to 224 pixels',
      '/v1/images',
      { ...about, size: 224 },
      pictures,
    ),
    ...['text/event-stream', 'multipart/mixed'].map((format): Scenario => {
      const call = post('/v1/images', { ...about, n: 4 }, format);
      return { route: 'POST /v1/images, 4 as a stream', format, cached: false, call: () => call };
    }),
    ...postIn(
      ...(['POST /v1/interpolations', ', 24 frames', '/v1/interpolations'] as const),
      { ...about, waypoints: [{ seed: 1 }, { seed: 2 }], frames: 24 },
      ['apng', 'gif', 'webp', 'png', 'jpeg', 'npy', 'json'],
    ),
    ...postIn('POST /v1/encodings', '', '/v1/encodings', { model: pinned, image }, ['json']),
    ...postIn(
      ...(['POST /v1/reconstructions', '', '/v1/reconstructions', { ...about, image }] as const),
      [...files, 'json'],
    ),
    ...postIn(
      ...(['POST /v1/variations', ', 8 images', '/v1/variations', { ...about, image }] as const),
      [...files, 'json'],
    ),
    ...postIn(
      ...(['POST /v1/comparisons', ', 10 pairs', '/v1/comparisons'] as const),
      { models: [pinned, pinned], seed: 1 },
      [...files, 'json'],
    ),
    ...Object.entries({
      'GET /v1/models': '/v1/models',
      'GET /v1/models/{model}': `/v1/models/${name}`,
      'GET …/versions/{digest}': version,
      'GET …/directions': `${version}/directions`,
      'GET …/aliases/{alias}': `/v1/models/${name}/aliases/latest`,
      'GET …/exports, generator as ONNX': `${version}/exports/generator/model.onnx`,
      'GET /openai/v1/models': '/openai/v1/models',
      'GET /.well-known/comfy-edge-keys.json': '/.well-known/comfy-edge-keys.json',
      'GET /openapi.json': '/openapi.json',
      'GET /healthz': '/healthz',
    }).map(([route, path]): Scenario => {
      const format = path.endsWith('.onnx') ? 'onnx' : 'json';
      return { route, format, cached: false, call: () => get(path) };
    }),
    {
      ...{ route: 'GET …/aliases/{alias}/images', format: 'none', cached: false, status: 307 },
      call: () => get(`/v1/models/${name}/aliases/latest/images/1.png?class=${className}`),
    },
    {
      ...{ route: 'POST /v1/verifications', format: 'json', cached: false },
      call: () => ({
        ...{ method: 'POST', path: '/v1/verifications', body: picture },
        headers: { ...key, 'Content-Type': 'image/png' },
      }),
    },
    ...postIn(
      ...(['POST /openai/v1/images/generations', '', '/openai/v1/images/generations'] as const),
      { model: pinned, prompt: className },
      ['json'],
    ),
  ];
}

/** One image for a key in the database, which is limited, under an `Idempotency-Key`. */
function guardedScenarios(
  body: object,
  { apiKey, limitedKey }: { readonly apiKey: string; readonly limitedKey: string },
): Scenario[] {
  const post = (key: string, more: OutgoingHttpHeaders = {}): Call => ({
    ...{ method: 'POST', path: '/v1/images', body: JSON.stringify(body) },
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json', ...more },
  });
  const image = { format: 'png', cached: false } as const;
  return [
    { ...image, route: routes.lookedUp, standIns: ['row'], call: () => post(apiKey) },
    { ...image, route: routes.limited, standIns: ['row'], call: () => post(limitedKey) },
    {
      ...{ ...image, route: routes.onRecord },
      // The question before, and the answer to be kept.
      standIns: ['row', 'object', 'object'],
      call: () => post(limitedKey, { 'Idempotency-Key': randomUUID() }),
    },
  ];
}
