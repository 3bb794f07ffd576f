/** Every outcome of images by address, with a call that reaches it. The model `tiny` is published. */

import { env } from 'cloudflare:workers';
import { type Answer, brokenBucket, brokenDatabase, Client, freshClient } from './client.ts';
import { makingOutcomes } from './creation-outcomes.ts';
import { imagesKey, modelsKey } from './test-keys.ts';

const edge = new Client();
const nowhere = '0'.repeat(64);

async function latest(model = 'tiny'): Promise<string> {
  const { response } = await edge.send(`/v1/models/${model}/aliases/latest`);
  const { digest } = await response.json<{ digest: string }>();
  return digest;
}

const get = (path: string, client = edge, key: string | undefined = imagesKey) =>
  client.send(path, { redirect: 'manual', ...(key && { key }) });
const version = async (file: string, client = edge, key = imagesKey) =>
  get(`/v1/models/tiny/versions/${await latest()}/images/${file}`, client, key);
const alias = (path: string, client = edge, key = imagesKey) =>
  get(`/v1/models/${path}`, client, key);

const withoutStorage = () => freshClient({ ...env, MODELS: brokenBucket() });
const misconfigured = () => freshClient({ DB: env.DB });

export const imageFileOutcomes: Record<string, () => Promise<Answer>> = {
  ...makingOutcomes({
    operationId: 'getImage',
    send: async (client, headers) => {
      const path = `/v1/models/tiny/versions/${await latest()}/images/429.png`;
      return client.send(path, { key: imagesKey, headers });
    },
  }),
  'getImage 200 image/png': () => version('1.png'),
  'getImage 200 image/webp': () => version('1.webp'),
  'getImage 200 image/jpeg': () => version('1.jpeg'),
  'getImage 304 none': async () => {
    const { response } = await version('1.png');
    return edge.send(`/v1/models/tiny/versions/${await latest()}/images/1.png`, {
      key: imagesKey,
      headers: { 'If-None-Match': response.headers.get('etag') ?? 'none' },
    });
  },
  'getImage 400 invalid_request': () => version('-1.png'),
  'getImage 401 unauthenticated': () => version('1.png', edge, ''),
  'getImage 403 insufficient_scope': () => version('1.png', edge, modelsKey),
  'getImage 404 version_not_found': () => get(`/v1/models/tiny/versions/${nowhere}/images/1.png`),
  'getImage 422 unknown_class': () => version('1.png?class=hat'),
  'getImage 422 unsupported_size': () => version('1.png?size=9'),
  'getImage 500 internal_error': () => version('500.png', misconfigured()),
  'getImage 503 model_unavailable': async () => {
    const { digest } = await edge.publish('damaged-by-get-image', 3);
    await env.MODELS.put(`models/damaged-by-get-image/versions/${digest}.json`, '{"damaged":true}');
    return get(`/v1/models/damaged-by-get-image/versions/${digest}/images/1.png`, freshClient());
  },
  'getImage 503 storage_unavailable': () => version('503.png', withoutStorage()),

  'findImage 307 none': () => alias('tiny/aliases/latest/images/1.png'),
  'findImage 400 invalid_request': () => alias('tiny/aliases/latest/images/1.png?n=2'),
  'findImage 401 unauthenticated': () => alias('tiny/aliases/latest/images/1.png', edge, ''),
  'findImage 403 insufficient_scope': () =>
    alias('tiny/aliases/latest/images/1.png', edge, modelsKey),
  'findImage 404 model_not_found': () => alias('nope/aliases/latest/images/1.png'),
  'findImage 404 alias_not_found': () => alias('tiny/aliases/nope/images/1.png'),
  'findImage 500 internal_error': () => alias('tiny/aliases/latest/images/1.png', misconfigured()),
  'findImage 503 storage_unavailable': () =>
    alias(
      'tiny/aliases/latest/images/1.png',
      freshClient({ ...env, PUBLIC_IMAGES: 'true', DB: brokenDatabase() }),
    ),
};
