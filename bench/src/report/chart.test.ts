import { expect, test } from 'vitest';
import { drawChart } from './chart.ts';
import type { Row } from './report.ts';

const row = (engine: string, medianMs: number, more: Partial<Row> = {}): Row => ({
  ...{ network: 'reference-56', batch: 1, engine, runtime: 'node', medianMs },
  ...{ p95Ms: medianMs, gflops: 1, ...more },
});

test('every engine of batch 1 with its milliseconds, and no other', () => {
  const svg = drawChart([
    row('comfy-edge', 12.34),
    row('comfy-edge', 13.4, { runtime: 'workerd' }),
    row('tfjs-layers', 414.4),
    row('tfjs-layers', 6000, { batch: 16 }),
    row('ceiling', 28),
  ]);
  const texts = [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text);
  expect(texts).toEqual(
    expect.arrayContaining(['reference-56', 'comfy-edge', 'comfy-edge in workerd', 'tfjs-layers']),
  );
  expect(texts).toEqual(expect.arrayContaining(['12.3', '13.4', '414']));
  expect(texts).not.toContain('6000');
  expect(texts).not.toContain('ceiling');
});

test('a faster engine stands further to the left and above', () => {
  const svg = drawChart([row('slow', 90), row('fast', 2)]);
  const [fast, slow] = ['2.00', '90.0'].map((label) => {
    const [, x, y] =
      new RegExp(`translate\\(([\\d.]+) ([\\d.]+)\\)"[^>]*>${label}<`).exec(svg) ?? [];
    return { x: Number(x), y: Number(y) };
  });
  expect(fast?.x).toBeLessThan(slow?.x ?? 0);
  expect(fast?.y).toBeLessThan(slow?.y ?? 0);
});

test('refuses to draw nothing', () => {
  expect(() => drawChart([row('ceiling', 28)])).toThrow(/rows of batch 1/);
});
