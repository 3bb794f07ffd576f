/** Every outcome of the routes for OpenAI's clients, with a call that reaches it. */

import { env } from 'cloudflare:workers';
import { encodePng } from '@comfy-edge/runtime';
import { type Answer, brokenBucket, brokenDatabase, Client, freshClient } from './client.ts';
import { creationOutcomes } from './creation-outcomes.ts';
import { postOutcomes } from './post-outcomes.ts';
import { imagesKey, modelsKey } from './test-keys.ts';

const edge = new Client();
const route = '/openai/v1/images/generations';
const body = (reference: string) => ({ model: reference, prompt: 'star' });

const pixels = Uint8Array.from({ length: 8 * 8 * 3 }, (_, i) => (i * 5) % 256);
const png = encodePng({ pixels, width: 8, height: 8, channels: 3 });
const animated = (file: Uint8Array) => {
  // A chunk acTL after IHDR is what makes a PNG an animation.
  const chunk = new Uint8Array(20);
  chunk.set([0, 0, 0, 8, 0x61, 0x63, 0x54, 0x4c]);
  return new Uint8Array([...file.subarray(0, 33), ...chunk, ...file.subarray(33)]);
};
const declared = (side: number) => {
  const file = png.slice();
  new DataView(file.buffer).setUint32(16, side);
  new DataView(file.buffer).setUint32(20, side);
  return file;
};

/** A form as the official client sends it. */
async function vary(
  fields: Record<string, string>,
  {
    picture = png,
    key = imagesKey,
    client = edge,
    headers = {},
  }: {
    picture?: Uint8Array<ArrayBuffer>;
    key?: string;
    client?: Client;
    headers?: Record<string, string>;
  } = {},
): Promise<Answer> {
  const form = new FormData();
  form.set('image', new File([picture], 'picture.png'));
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return client.send('/openai/v1/images/variations', { method: 'POST', key, headers, body: form });
}

const seeing = async () => {
  await edge.publishWithEncoder('seeing', 5);
  return { model: 'seeing' };
};
const varyPicture = async (picture: Uint8Array<ArrayBuffer>) => vary(await seeing(), { picture });

export const openaiOutcomes: Record<string, () => Promise<Answer>> = {
  'listOpenAiModels 200 application/json': () => edge.send('/openai/v1/models'),
  'listOpenAiModels 500 internal_error': () =>
    freshClient({ DB: env.DB }).send('/openai/v1/models'),
  'listOpenAiModels 503 storage_unavailable': () =>
    freshClient({ ...env, DB: brokenDatabase() }).send('/openai/v1/models'),

  'generateOpenAiImages 200 application/json': () => edge.post(route, body('tiny')),
  'generateOpenAiImages 422 unknown_class': () =>
    edge.post(route, { model: 'tiny', prompt: 'a hat' }),
  'generateOpenAiImages 422 unsupported_size': () =>
    edge.post(route, { ...body('tiny'), size: '16x8' }),
  ...withoutNegotiation(
    postOutcomes({
      operationId: 'generateOpenAiImages',
      path: route,
      bodyFor: body,
      bodyLimitBytes: 16 * 1024,
    }),
  ),

  'varyOpenAiImage 200 application/json': async () => vary(await seeing()),
  'varyOpenAiImage 400 invalid_request': async () => vary({ ...(await seeing()), n: '0' }),
  'varyOpenAiImage 401 unauthenticated': () => vary({ model: 'tiny' }, { key: 'wrong' }),
  'varyOpenAiImage 403 insufficient_scope': () => vary({ model: 'tiny' }, { key: modelsKey }),
  'varyOpenAiImage 404 model_not_found': () => vary({ model: 'nope' }),
  'varyOpenAiImage 404 alias_not_found': () => vary({ model: 'tiny@nope' }),
  'varyOpenAiImage 404 version_not_found': () => vary({ model: `tiny@${'0'.repeat(64)}` }),
  'varyOpenAiImage 413 payload_too_large': () =>
    vary({ model: 'tiny' }, { picture: new Uint8Array(5 * 1024 * 1024) }),
  'varyOpenAiImage 415 unsupported_media_type': () =>
    edge.post('/openai/v1/images/variations', { model: 'tiny' }),
  'varyOpenAiImage 422 encoder_missing': () => vary({ model: 'tiny' }),
  'varyOpenAiImage 422 image_invalid': () => varyPicture(png.slice(0, 40)),
  'varyOpenAiImage 422 image_unsupported': () => varyPicture(animated(png)),
  'varyOpenAiImage 422 image_too_large': () => varyPicture(declared(30_000)),
  'varyOpenAiImage 422 unknown_class': async () => vary({ ...(await seeing()), class: 'hat' }),
  'varyOpenAiImage 422 unsupported_size': async () => vary({ ...(await seeing()), size: '9x8' }),
  'varyOpenAiImage 500 internal_error': () =>
    vary({ model: 'tiny' }, { client: freshClient({ DB: env.DB }) }),
  'varyOpenAiImage 503 model_unavailable': async () => {
    const { digest } = await edge.publish('damaged-by-openai', 3);
    await env.MODELS.put(`models/damaged-by-openai/versions/${digest}.json`, '{}');
    return vary({ model: `damaged-by-openai@${digest}` }, { client: freshClient() });
  },
  'varyOpenAiImage 503 storage_unavailable': () =>
    vary({ model: 'tiny' }, { client: freshClient({ ...env, MODELS: brokenBucket() }) }),
  ...creationOutcomes({
    operationId: 'varyOpenAiImage',
    send: (client, headers) => vary({ model: 'tiny' }, { client, headers }),
  }),
};

/** These routes answer JSON, whatever is accepted. */
function withoutNegotiation(outcomes: Record<string, () => Promise<Answer>>) {
  return Object.fromEntries(
    Object.entries(outcomes).filter(([outcome]) => !outcome.endsWith(' not_acceptable')),
  );
}
