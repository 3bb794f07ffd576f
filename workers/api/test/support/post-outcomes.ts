/** The refusals that every operation which posts JSON to a model shares, each with a call that meets it. */

import { env } from 'cloudflare:workers';
import { type Answer, brokenBucket, Client, freshClient } from './client.ts';
import { creationOutcomes } from './creation-outcomes.ts';
import { imagesKey, modelsKey } from './test-keys.ts';

export interface PostOperation {
  readonly operationId: string;
  readonly path: string;
  /** A body that the model `reference` answers. */
  readonly bodyFor: (reference: string) => object;
  readonly bodyLimitBytes: number;
}

const edge = new Client();
const nowhere = '0'.repeat(64);

/**
 * By outcome, as `checkAnswer` gives it. The model `tiny` is published, without an alias `nope`.
 */
export function postOutcomes({
  operationId,
  path,
  bodyFor,
  bodyLimitBytes,
}: PostOperation): Record<string, () => Promise<Answer>> {
  const post = (reference: string, client = edge) => client.post(path, bodyFor(reference));
  const cases: Record<string, () => Promise<Answer>> = {
    '400 invalid_json': () => edge.post(path, '{'),
    '400 invalid_request': () => edge.post(path, {}),
    '401 unauthenticated': () => edge.post(path, {}, { key: 'wrong' }),
    '403 insufficient_scope': () => edge.post(path, {}, { key: modelsKey }),
    '404 model_not_found': () => post('nope'),
    '404 alias_not_found': () => post('tiny@nope'),
    '404 version_not_found': () => post(`tiny@${nowhere}`),
    '406 not_acceptable': () => edge.post(path, bodyFor('tiny'), { accept: 'text/html' }),
    '413 payload_too_large': () => edge.post(path, ' '.repeat(bodyLimitBytes + 1)),
    '415 unsupported_media_type': () =>
      edge.send(path, { method: 'POST', key: imagesKey, body: 'model=tiny' }),
    '500 internal_error': () => post('tiny', freshClient({ DB: env.DB })),
    '503 model_unavailable': async () => {
      const name = `damaged-by-${operationId.toLowerCase()}`;
      const { digest } = await edge.publish(name, 3);
      await env.MODELS.put(`models/${name}/versions/${digest}.json`, '{"damaged":true}');
      return post(`${name}@${digest}`, freshClient());
    },
    '503 storage_unavailable': () => post('tiny', freshClient({ ...env, MODELS: brokenBucket() })),
  };
  return {
    ...Object.fromEntries(
      Object.entries(cases).map(([outcome, call]) => [`${operationId} ${outcome}`, call]),
    ),
    ...creationOutcomes({
      operationId,
      send: (client, headers) => client.post(path, bodyFor('tiny'), { headers }),
    }),
  };
}
