import { evaluate } from '@comfy-edge/model';
import { toBytes } from '@comfy-edge/runtime';
import { describe, expect, test } from 'vitest';
import { loadNetwork } from '../networks.ts';
import { compareBytes, compareWithReference } from './exactness.ts';
import { batchOfLatents } from './latents.ts';

const bytes = Uint8Array.of(1, 2, 3);
const other = Uint8Array.of(1, 2, 4);
const shorter = Uint8Array.of(1, 2);

describe('bytes', () => {
  test.each([
    ['the same everywhere', bytes, bytes, bytes, true, true],
    ['a batch that differs from its images', bytes, other, bytes, false, true],
    ['runtimes that differ', bytes, bytes, other, false, false],
    ['fewer of them', bytes, bytes, shorter, false, false],
  ])('%s', (_, together, alone, elsewhere, batchEqualsAlone, runtimesEqual) => {
    const drawn = [
      { together, alone },
      { together: elsewhere, alone: bytes },
    ];
    expect(compareBytes(drawn)).toEqual({ batchEqualsAlone, runtimesEqual });
  });
});

test('the distance to the reference, of pixels and of levels', async () => {
  const network = await loadNetwork('tiny-residual');
  const latents = batchOfLatents(network.graph, 2);
  const half = latents.length / 2;
  const meant = [latents.subarray(0, half), latents.subarray(half)].flatMap((latent) => [
    ...evaluate(network, latent, 3),
  ]);
  const drawn = Float32Array.from(meant);
  const together = toBytes(drawn);
  const at = drawn.findIndex((value) => value < 0.9);
  drawn[at] = (drawn[at] ?? 0) + 0.05; // six levels and a bit
  const changed = Uint8Array.from(together);
  changed[at] = (together[at] ?? 0) + 6;
  const compare = (images: number) =>
    compareWithReference(
      network,
      3,
      { pixels: drawn, bytes: { together: changed, alone: changed } },
      latents,
      { batch: 2, images },
    );
  expect(compare(2)).toMatchObject({ differentBytes: 1, largestLevels: 6, images: 2 });
  expect(compare(2).largestDifference).toBeCloseTo(0.05, 4);
  expect(compare(1).comparedBytes).toBe(drawn.length / 2);
});
