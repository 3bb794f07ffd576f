import { compile, countMultiplyAdds } from '@comfy-edge/model';
import { planGraph } from '@comfy-edge/runtime';
import { expect, test } from 'vitest';
import { loadNetwork } from '../networks.ts';
import { type Layer, profileLayers } from './profile.ts';

test.each([
  'tiny-article',
  'tiny-residual',
] as const)('%s: its layers do the work of the network, by definition and by plan', async (name) => {
  const layers = await profileLayers({ networks: [name], rounds: 2, turnMs: 1, onProgress() {} });
  const { graph } = compile(await loadNetwork(name));
  const multiplyAdds = (rate: (layer: Layer) => number) =>
    layers.reduce((sum, layer) => sum + (rate(layer) * layer.medianMs * 1e6) / 2, 0);
  expect(multiplyAdds((it) => it.gflops)).toBeCloseTo(countMultiplyAdds(graph), 3);
  expect(multiplyAdds((it) => it.plannedGflops)).toBeCloseTo(planGraph(graph).multiplyAdds, 3);
  for (const { medianMs } of layers) expect(medianMs).toBeGreaterThan(0);
  expect(new Set(layers.map(({ layer }) => layer)).size).toBe(layers.length);
});
