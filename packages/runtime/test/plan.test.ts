/** What is decided before anything runs. */
import { compile, type Graph } from '@comfy-edge/model';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Buffer, layOut } from '../src/plan/arena.ts';
import { planGraph } from '../src/plan/plan.ts';
import { printPlan } from '../src/plan/print-plan.ts';
import { tinyGraph, withRandomWeights } from './tiny-network.ts';

const { graph } = compile(withRandomWeights(tinyGraph, 1));

test('a plan prints', () => {
  expect(printPlan(planGraph(graph))).toMatchInlineSnapshot(`
    "layer     operation                               output   algorithm               multiply-adds  weights  scratch
    z         input                                   8
    stem      dense + gain + bias + leaky 0.2         72       product                           576    2 304        0
    seedling  reshape                                 3×3×8    in place
    still     convT 5×5 + gain + bias + leaky 0.2     3×3×8    direct, rows of 5              14 400    6 400        0
    up1       convT 5×5 s2 + gain + bias + leaky 0.2  6×6×6    direct, rows of 5              10 800    6 400        0
    residual  conv 3×3 + gain + bias                  6×6×6    direct, rows of 4              11 664    1 728        0
    sum       add                                     6×6×6    elementwise
    up2       convT 4×4 s2 + gain + bias + leaky 0.2  12×12×4  direct, rows of 4              13 824    3 072        0
    image     conv 3×3 + bias + tanh                  12×12×1  few outputs, rows of 5          9 216      256    9 280

    60 480 multiply-adds an image; 3 classes; 16 images at once
    286 144 bytes, fixed: weights 20 160, arena 159 040, tables 102 912, rows 3 392, constants 640"
  `);
});

test('a plan depends on its graph alone', () => {
  expect(planGraph(graph)).toEqual(planGraph(structuredClone(graph)));
});

test('a wide layer is computed for fewer images at once', () => {
  const images = (filters: number) =>
    planGraph({
      classCount: 1,
      nodes: [
        { op: 'input', id: 'x', shape: [64, 64, 8] },
        {
          ...{ op: 'conv2d', id: 'c', input: 'x', filters, kernel: [1, 1], stride: 1 },
          ...{ padding: 'same', bias: 'none', gain: 'none' },
        },
      ],
    }).images;
  expect(images(8)).toBeGreaterThan(images(128));
  expect(images(1024)).toBe(1);
});

test('refuses what it cannot run', () => {
  const alone: Graph = { classCount: 1, nodes: [{ op: 'input', id: 'z', shape: [3] }] };
  expect(() => planGraph(alone)).toThrow('expected an input and a node after it, got fewer');
});

const buffer = fc
  .tuple(fc.integer({ min: 1, max: 5000 }), fc.nat(12), fc.nat(5))
  .map(([bytes, first, length]): Buffer => ({ bytes, first, last: first + length }));

test('buffers that live at the same time never overlap, and the arena is never larger than their sum', () => {
  fc.assert(
    fc.property(fc.array(buffer, { minLength: 1, maxLength: 12 }), (buffers) => {
      const { offsets, bytes } = layOut(buffers);
      const ends = buffers.map((it, i) => (offsets[i] ?? Number.NaN) + it.bytes);
      expect(Math.max(...ends)).toBeLessThanOrEqual(bytes);
      const padded = buffers.map((it) => Math.ceil(it.bytes / 64) * 64);
      expect(bytes).toBeLessThanOrEqual(padded.reduce((sum, it) => sum + it, 0));
      buffers.forEach((a, i) => {
        buffers.forEach((b, j) => {
          if (i >= j || a.last < b.first || b.last < a.first) return;
          const apart = (ends[i] ?? 0) <= (offsets[j] ?? 0) || (ends[j] ?? 0) <= (offsets[i] ?? 0);
          expect(apart).toBe(true);
        });
      });
    }),
  );
});
