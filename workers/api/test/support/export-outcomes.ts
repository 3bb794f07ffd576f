/** Every outcome of a version's exports, with a call that reaches it. */

import { env } from 'cloudflare:workers';
import { type Answer, brokenBucket, Client, freshClient } from './client.ts';
import { imagesKey, modelsKey } from './test-keys.ts';

const edge = new Client();
const nowhere = '0'.repeat(64);

interface Asked {
  readonly client?: Client;
  readonly key?: string;
  readonly etag?: string;
}

async function get(file: string, { client = edge, key = imagesKey, etag }: Asked = {}) {
  const { digest } = await edge.publish('exported', 11);
  return client.send(`/v1/models/exported/versions/${digest}/exports/${file}`, {
    ...(key && { key }),
    headers: etag === undefined ? {} : { 'If-None-Match': etag },
  });
}

export const exportOutcomes: Record<string, () => Promise<Answer>> = {
  'getModelExport 200 application/json': () => get('generator/model.json'),
  'getModelExport 200 application/octet-stream': () => get('generator/model.onnx'),
  'getModelExport 304 none': async () => {
    const { response } = await get('generator/model.json');
    return get('generator/model.json', { etag: response.headers.get('etag') ?? 'none' });
  },
  'getModelExport 400 invalid_request': () =>
    edge.send('/v1/models/exported/versions/latest/exports/generator/model.json', {
      key: imagesKey,
    }),
  'getModelExport 401 unauthenticated': () => get('generator/model.json', { key: '' }),
  'getModelExport 403 insufficient_scope': () => get('generator/model.json', { key: modelsKey }),
  'getModelExport 404 version_not_found': () =>
    edge.send(`/v1/models/exported/versions/${nowhere}/exports/generator/model.json`, {
      key: imagesKey,
    }),
  'getModelExport 404 export_not_found': () => get('encoder/model.onnx'),
  'preflightModelExport 204 none': () =>
    edge.send(`/v1/models/exported/versions/${nowhere}/exports/generator/model.json`, {
      method: 'OPTIONS',
    }),
  'getModelExport 500 internal_error': () =>
    get('generator/model.json', { client: freshClient({ DB: env.DB }) }),
  'getModelExport 503 model_unavailable': async () => {
    const model = await edge.publish('damaged-exports', 12);
    const [[sha256] = ['']] = model.blobs;
    await env.MODELS.put(`blobs/${sha256}`, 'damaged');
    const path = `/v1/models/damaged-exports/versions/${model.digest}/exports/generator/model.json`;
    return edge.send(path, { key: imagesKey });
  },
  'getModelExport 503 storage_unavailable': () =>
    get('generator/model.json', { client: freshClient({ ...env, MODELS: brokenBucket() }) }),
};
