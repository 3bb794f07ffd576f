/** Staged weights in the layouts that the kernels stream through. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sample, TestMemory } from '../test-memory.ts';
import { instantiateGenerationKernels } from './generation-kernels.ts';
import { panelsOf } from './reference/weights.ts';

const memory = new TestMemory('generation', instantiateGenerationKernels);

test('packPanels copies eight columns at a time, panels as far apart as they are told', () => {
  const cases = fc.record({
    channels: fc.integer({ min: 1, max: 19 }),
    panelCount: fc.integer({ min: 1, max: 5 }),
    apartChannels: fc.nat({ max: 9 }),
    seed: fc.nat(),
  });
  fc.assert(
    fc.property(cases, ({ channels, panelCount, apartChannels, seed }) => {
      memory.reset();
      const staged = sample(channels * panelCount * 8, seed);
      const source = memory.floats(staged);
      const sizeBytes = 32 * channels;
      const pitchBytes = sizeBytes + 32 * apartChannels;
      const panels = memory.region(panelCount * pitchBytes);
      const written = Array.from({ length: panelCount }, (_, panel) => ({
        address: panels.address + panel * pitchBytes,
        sizeBytes,
      }));
      const strays = memory.strays(() => {
        memory.kernels.packPanels(panels.address, pitchBytes, source, channels, panelCount);
      }, written);
      expect(strays).toEqual([]);
      const packed = written.flatMap(({ address }) => memory.read(address, 8 * channels));
      expect(packed).toEqual(panelsOf(staged, channels));
    }),
  );
});
