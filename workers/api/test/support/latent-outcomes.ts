/** Every outcome of the operations on latents, with a call that reaches it. */

import { type Answer, Client } from './client.ts';
import { postOutcomes } from './post-outcomes.ts';

const edge = new Client();

const path = (reference: string) => ({
  model: reference,
  class: 'star',
  waypoints: [{ seed: 1 }, { seed: 2 }],
  frames: 3,
});
const interpolateAs = (accept: string) => () =>
  edge.post('/v1/interpolations', path('tiny'), { accept });

export const latentOutcomes: Record<string, () => Promise<Answer>> = {
  'interpolate 200 image/apng': interpolateAs('*/*'),
  'interpolate 200 image/gif': interpolateAs('image/gif'),
  'interpolate 200 image/png': interpolateAs('image/png'),
  'interpolate 200 application/json': interpolateAs('application/json'),
  'interpolate 422 unknown_class': () =>
    edge.post('/v1/interpolations', { ...path('tiny'), class: 'hat' }),
  ...postOutcomes({
    operationId: 'interpolate',
    path: '/v1/interpolations',
    bodyFor: path,
    bodyLimitBytes: 2 * 1024 * 1024,
  }),
};
