/** Every outcome of the operations on latents, with a call that reaches it. */

import { env } from 'cloudflare:workers';
import type { Graph } from '@comfy-edge/model';
import { encodeApng, encodePng, mediaTypes } from '@comfy-edge/runtime';
import { encodeBase64 } from '../../src/http/base64.ts';
import { type Answer, brokenBucket, Client, freshClient } from './client.ts';
import { postOutcomes } from './post-outcomes.ts';
import { imagesKey, modelsKey } from './test-keys.ts';
import { makeTinyModel } from './tiny-model.ts';

const edge = new Client();

const path = (reference: string) => ({
  model: reference,
  class: 'star',
  waypoints: [{ seed: 1 }, { seed: 2 }],
  frames: 3,
});
const interpolateAs = (accept: string) => () =>
  edge.post('/v1/interpolations', path('tiny'), { accept });

const pixels = Uint8Array.from({ length: 8 * 8 * 3 }, (_, i) => (i * 5) % 256);
const image = encodeBase64(encodePng({ pixels, width: 8, height: 8, channels: 3 }));
const broken = btoa('no picture');
const animated = encodeApng([{ pixels, width: 8, height: 8, channels: 3 }], { frameMs: 80 });
const about = (reference: string) => ({ model: reference, image });

const pairOf = (reference: string) => ({ models: ['tiny', reference], n: 2 });

/** Images of 4×4 where the tiny model's are of 8×8. */
const smallGraph: Graph = {
  classCount: 3,
  nodes: [
    { op: 'input', id: 'z', shape: [8] },
    { op: 'dense', id: 'dense', input: 'z', units: 48, bias: 'none', gain: 'none' },
    { op: 'reshape', id: 'pixels', input: 'dense', shape: [4, 4, 3] },
  ],
};

async function directions(query: string, headers = {}, key = imagesKey, client = edge) {
  const { digest } = await edge.publishWithDirections('turned', 7);
  return client.send(`/v1/models/turned/versions/${digest}/directions${query}`, { key, headers });
}

/** What the operations on pictures share. */
function pictureOutcomes(
  operationId: string,
  route: string,
  { takesClass }: { takesClass: boolean },
): Record<string, () => Promise<Answer>> {
  const post = (change: object) => async () => {
    await edge.publishWithEncoder('seeing', 5);
    return edge.post(route, { ...about('seeing'), ...change }, { accept: 'application/json' });
  };
  return {
    [`${operationId} 200 application/json`]: post({}),
    [`${operationId} 422 encoder_missing`]: () => edge.post(route, about('tiny')),
    [`${operationId} 422 image_invalid`]: post({ image: broken }),
    [`${operationId} 422 image_unsupported`]: post({ image: encodeBase64(animated) }),
    [`${operationId} 422 image_too_large`]: post({ image: encodeBase64(bomb()) }),
    ...(takesClass && {
      [`${operationId} 422 unknown_class`]: post({ class: 'hat' }),
      [`${operationId} 422 unsupported_size`]: post({ size: 9 }),
      ...fileOutcomes(operationId, async (accept) => {
        await edge.publishWithEncoder('seeing', 5);
        return edge.post(route, about('seeing'), { accept });
      }),
    }),
    ...postOutcomes({ operationId, path: route, bodyFor: about, bodyLimitBytes: 6 * 1024 * 1024 }),
  };
}

/** One file, in every format. */
function fileOutcomes(
  operationId: string,
  call: (accept: string) => Promise<Answer>,
): Record<string, () => Promise<Answer>> {
  return Object.fromEntries(
    Object.values(mediaTypes).map((type) => [`${operationId} 200 ${type}`, () => call(type)]),
  );
}

/** A PNG that declares 30,000×30,000 pixels. */
function bomb(): Uint8Array {
  const png = encodePng({ pixels, width: 8, height: 8, channels: 3 });
  const view = new DataView(png.buffer);
  view.setUint32(16, 30_000);
  view.setUint32(20, 30_000);
  return png;
}

export const latentOutcomes: Record<string, () => Promise<Answer>> = {
  'interpolate 200 image/apng': interpolateAs('*/*'),
  'interpolate 200 image/gif': interpolateAs('image/gif'),
  'interpolate 200 image/png': interpolateAs('image/png'),
  'interpolate 200 image/webp': interpolateAs('image/webp'),
  'interpolate 200 image/jpeg': interpolateAs('image/jpeg'),
  'interpolate 200 application/x-npy': interpolateAs('application/x-npy'),
  'interpolate 200 application/json': interpolateAs('application/json'),
  'interpolate 422 unknown_class': () =>
    edge.post('/v1/interpolations', { ...path('tiny'), class: 'hat' }),
  ...postOutcomes({
    operationId: 'interpolate',
    path: '/v1/interpolations',
    bodyFor: path,
    bodyLimitBytes: 2 * 1024 * 1024,
  }),

  ...pictureOutcomes('encodeImage', '/v1/encodings', { takesClass: false }),
  ...pictureOutcomes('reconstructImage', '/v1/reconstructions', { takesClass: true }),
  'interpolate 422 unsupported_size': () =>
    edge.post('/v1/interpolations', { ...path('tiny'), size: 9 }),
  'interpolate 422 unknown_direction': () =>
    edge.post('/v1/interpolations', {
      ...path('tiny'),
      waypoints: [{}, { directions: [{ index: 0, amount: 1 }] }],
    }),
  'generateImages 422 unknown_direction': () =>
    edge.generate({ model: 'tiny', directions: [{ index: 0, amount: 1 }] }),

  'listDirections 200 application/json': () => directions(''),
  'listDirections 304 none': async () => {
    const { response } = await directions('');
    return directions('', { 'If-None-Match': response.headers.get('etag') ?? 'none' });
  },
  'listDirections 400 invalid_request': () => directions('?seed=x'),
  'listDirections 401 unauthenticated': () => directions('', {}, 'wrong'),
  'listDirections 403 insufficient_scope': () => directions('', {}, modelsKey),
  'listDirections 404 version_not_found': () =>
    edge.send(`/v1/models/turned/versions/${'0'.repeat(64)}/directions`, { key: imagesKey }),
  'listDirections 422 unknown_class': () => directions('?class=hat'),
  'listDirections 500 internal_error': () =>
    directions('', {}, imagesKey, freshClient({ DB: env.DB })),
  'listDirections 503 model_unavailable': async () => {
    const { digest } = await edge.publish('damaged-by-directions', 3);
    await env.MODELS.put(`models/damaged-by-directions/versions/${digest}.json`, '{}');
    const route = `/v1/models/damaged-by-directions/versions/${digest}/directions`;
    return freshClient().send(route, { key: imagesKey });
  },
  'listDirections 503 storage_unavailable': () =>
    directions('', {}, imagesKey, freshClient({ ...env, MODELS: brokenBucket() })),

  ...fileOutcomes('compareVersions', (accept) =>
    edge.post('/v1/comparisons', pairOf('tiny'), { accept }),
  ),
  'compareVersions 422 unsupported_size': () =>
    edge.post('/v1/comparisons', { ...pairOf('tiny'), size: 9 }),
  'compareVersions 200 application/json': () =>
    edge.post('/v1/comparisons', pairOf('tiny'), { accept: 'application/json' }),
  'compareVersions 422 unknown_class': () =>
    edge.post('/v1/comparisons', { ...pairOf('tiny'), class: 'hat' }),
  'compareVersions 422 versions_incomparable': async () => {
    await edge.publishModel('small', makeTinyModel(6, smallGraph));
    return edge.post('/v1/comparisons', pairOf('small'));
  },
  ...postOutcomes({
    operationId: 'compareVersions',
    path: '/v1/comparisons',
    bodyFor: pairOf,
    bodyLimitBytes: 16 * 1024,
  }),

  ...pictureOutcomes('varyImage', '/v1/variations', { takesClass: true }),
};
