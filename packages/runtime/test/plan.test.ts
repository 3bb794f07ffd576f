import { compile, type Graph, lowerTransposedConvolutions } from '@comfy-edge/model';
import { expect, test } from 'vitest';
import { planGraph } from '../src/plan.ts';
import { printPlan } from '../src/print-plan.ts';
import { tinyGraph, withRandomWeights } from './tiny-network.ts';

const { graph } = lowerTransposedConvolutions(compile(withRandomWeights(tinyGraph, 1)));

test('a plan prints: every value is released by its last reader', () => {
  expect(printPlan(planGraph(graph))).toMatchInlineSnapshot(`
    "z: input [8], 3 classes
    stem: dense gain leakyRelu 0.2(z) [72], releases z
    seedling: reshape(stem) [3,3,8], releases stem
    still: conv2d stride 1 padding 2,2,2,2 leakyRelu 0.2(seedling) [3,3,8], releases seedling
    up1.phase0: conv2d stride 1 padding 1,1,0,0 leakyRelu 0.2(still) [3,3,6]
    up1.phase1: conv2d stride 1 padding 1,1,0,1 leakyRelu 0.2(still) [3,3,6]
    up1.phase2: conv2d stride 1 padding 1,1,1,0 leakyRelu 0.2(still) [3,3,6]
    up1.phase3: conv2d stride 1 padding 1,1,1,1 leakyRelu 0.2(still) [3,3,6], releases still
    up1: interleave 2(up1.phase0, up1.phase1, up1.phase2, up1.phase3) [6,6,6], releases up1.phase0 up1.phase1 up1.phase2 up1.phase3
    residual: conv2d stride 1 padding 1,1,1,1(up1) [6,6,6]
    sum: add(up1, residual) [6,6,6], releases up1 residual
    up2.phase0: conv2d stride 1 padding 1,1,0,0 leakyRelu 0.2(sum) [6,6,4]
    up2.phase1: conv2d stride 1 padding 1,0,0,1 leakyRelu 0.2(sum) [6,6,4]
    up2.phase2: conv2d stride 1 padding 0,1,1,0 leakyRelu 0.2(sum) [6,6,4]
    up2.phase3: conv2d stride 1 padding 0,0,1,1 leakyRelu 0.2(sum) [6,6,4], releases sum
    up2: interleave 2(up2.phase0, up2.phase1, up2.phase2, up2.phase3) [12,12,4], releases up2.phase0 up2.phase1 up2.phase2 up2.phase3
    image: conv2d stride 1 padding 1,1,1,1 tanh(up2) [12,12,1], releases up2
    bytes: 4900 shared, 28856 a class, 6912 of values at most"
  `);
});

test('bytes: a kernel twice, a class row once', () => {
  const plan = planGraph({
    classCount: 5,
    nodes: [
      { op: 'input', id: 'z', shape: [3] },
      { op: 'dense', id: 'd', input: 'z', units: 4, bias: 'perClass', gain: 'none' },
    ],
  });
  expect(plan.sharedBytes).toBe(2 * 3 * 4 * 4);
  expect(plan.classBytes).toBe(4 * 4);
  expect(plan.valueBytes).toBe((3 + 2 * 4) * 4);
});

test('`same` becomes explicit zeros, the odd one at the end', () => {
  const plan = planGraph({
    classCount: 1,
    nodes: [
      { op: 'input', id: 'x', shape: [5, 4, 1] },
      {
        ...{ op: 'conv2d', id: 'c', input: 'x', filters: 1, kernel: [3, 2], stride: 2 },
        ...{ padding: 'same', bias: 'none', gain: 'none' },
      },
    ],
  });
  expect(plan.steps[0]).toMatchObject({ op: 'conv2d', padding: [1, 0, 1, 0] });
});

test('refuses what it cannot run', () => {
  const whole: Graph = compile(withRandomWeights(tinyGraph, 1)).graph;
  expect(() => planGraph(whole)).toThrow('"still": expected no convTranspose2d here');
  const alone: Graph = { classCount: 1, nodes: [{ op: 'input', id: 'z', shape: [3] }] };
  expect(() => planGraph(alone)).toThrow('expected an input and a node after it, got fewer');
});
