/** Every contestant, in its process, draws what the network means: nothing is timed here. */
import { evaluate, latentVector, outputShape } from '@comfy-edge/model';
import { afterAll, describe, expect, test } from 'vitest';
import { engineNames } from '../engines/names.ts';
import { CLASS_INDEX, loadNetwork } from '../networks.ts';
import { assertAgreement, TOLERANCE } from './agreement.ts';
import { compareBytes } from './exactness.ts';
import { NodeContestant } from './node-contestant.ts';
import { WorkerdContestant } from './workerd-contestant.ts';

const workerd = await WorkerdContestant.start();
const contestants = [...engineNames.map((engine) => new NodeContestant(engine)), workerd];
afterAll(() => Promise.all(contestants.map((it) => it.dispose())));

const BATCH = 3;

describe.each(['tiny-article', 'tiny-residual'] as const)('%s', (name) => {
  test.each(contestants)('$engine in $runtime', async (contestant) => {
    const drawing = await contestant.prepare(name, BATCH, 0);
    // Of workerd a difference of two times: on a busy machine so small a network is lost in it.
    expect(await contestant.turn(1)).toEqual(expect.any(Number));
    if (contestant.engine === 'ceiling') return expect(drawing).toBeUndefined();
    const meant = await pixelsOf(name);
    assertAgreement([
      { engine: contestant.engine, pixels: drawing?.pixels ?? new Float32Array() },
      { engine: 'evaluate', pixels: meant },
    ]);
    if (contestant.engine !== 'comfy-edge') return;
    const bytes = drawing?.bytes ? [drawing.bytes] : [];
    expect(bytes[0]?.together).toHaveLength(meant.length);
    expect(compareBytes(bytes)).toEqual({ batchEqualsAlone: true, runtimesEqual: true });
  });

  test('its pixels are no constant that would agree with anything', async () => {
    const spread = deviation(await pixelsOf(name));
    expect(spread).toBeGreaterThan(500 * TOLERANCE);
  });
});

test('a failure in a process names the engine and says why', async () => {
  const contestant = new NodeContestant('ort-web');
  try {
    await expect(contestant.turn(0)).rejects.toThrow(/ort-web.*expected `prepare` before `turn`/);
  } finally {
    await contestant.dispose();
  }
});

async function pixelsOf(name: 'tiny-article' | 'tiny-residual'): Promise<Float32Array> {
  const network = await loadNetwork(name);
  const [input] = network.graph.nodes;
  if (input?.op !== 'input') throw new Error('expected an input');
  const size = outputShape(network.graph).reduce((product, dimension) => product * dimension, 1);
  const pixels = new Float32Array(BATCH * size);
  for (let seed = 0; seed < BATCH; seed++) {
    const latent = latentVector({ seed, size: input.shape[0] });
    pixels.set(evaluate(network, latent, CLASS_INDEX), seed * size);
  }
  return pixels;
}

function deviation(values: Float32Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

test('workerd, too, says why it fails', async () => {
  const fresh = await WorkerdContestant.start();
  try {
    await expect(fresh.turn(1)).rejects.toThrow(/in workerd.*expected `\/prepare` before passes/);
  } finally {
    await fresh.dispose();
  }
});
