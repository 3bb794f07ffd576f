import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ConfigError } from '../config/train-config.ts';
import { figureRows } from '../evaluate/report/figure-rows.ts';
import { someMetrics } from './metrics.fixture.ts';
import { checkMeasured, flatMetrics, readMetrics } from './metrics-file.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'comfy-edge-metrics-'));
});
afterAll(() => rmSync(root, { recursive: true }));

function file(text: string): string {
  const path = join(root, 'metrics.json');
  writeFileSync(path, text);
  return path;
}

const metrics = someMetrics('a'.repeat(64));

it('reads what an evaluation wrote', () => {
  expect(readMetrics(file(JSON.stringify(metrics)))).toEqual(metrics);
});

it('reads files from before some figures were measured', () => {
  const before = {
    ...{ images: 50, meanSquaredError: 0.04, nearestSquaredError: 0.02 },
    ...{ keepsClass: 0.95, variationsKeepClass: 0.94, variationStrength: 0.3 },
  };
  const old = { ...metrics, reconstruction: before };
  expect(readMetrics(file(JSON.stringify(old))).reconstruction).toEqual(before);
  const now = {
    ...{ ...before, keepsClassPrior: 0.92, classMeanSquaredError: 0.05 },
    ...{ findsImage: 0.6, variationsFindImage: 0.5, foundByChance: 0.01 },
  };
  const read = readMetrics(file(JSON.stringify({ ...metrics, reconstruction: now })));
  expect(read.reconstruction).toEqual(now);
  expect(flatMetrics(read)).toMatchObject({ 'reconstruction.findsImage': 0.6 });

  // On the card, each beside what it takes no encoder for.
  const rowsOf = (of: typeof metrics) =>
    figureRows(of).map(({ measure, model, bound }) => `${measure}: ${model} | ${bound}`);
  expect(rowsOf(read)).toContain('reconstructions keep class: 95.0 % | 92.0 %');
  expect(rowsOf(read)).toContain('reconstructions find image: 60.0 % | 1.0 %');
  expect(rowsOf(old)).toContain('reconstructions keep class: 95.0 % | ');
});

it('puts every number into the manifest, groups by a dot, lists and nulls not at all', () => {
  const flat = flatMetrics(metrics);
  expect(flat).toMatchObject({ cas: 0.881, 'memorization.nearest': 7.2, 'quantized.cfid': 2.5 });
  expect(Object.values(flat).every(Number.isFinite)).toBe(true);
  expect(Object.keys(flat).some((name) => /perClass|model|float/.test(name))).toBe(false);
});

it('refuses measures of other weights', () => {
  checkMeasured(metrics, 'a'.repeat(64));
  expect(() => checkMeasured(metrics, 'b'.repeat(64))).toThrow(
    /expected measures of a generator with SHA-256 b+, got those of a+\. Evaluate this one/,
  );
});

it.each([
  [JSON.stringify({ ...metrics, cas: 'high' }), /cas: .*number/i],
  [JSON.stringify({ ...metrics, perClass: [{ ganTest: 1 }] }), /perClass\.0\.name/],
  ['[', /expected what npm run evaluate writes/],
])('refuses %.30s', (text, message) => {
  expect(() => readMetrics(file(text))).toThrow(ConfigError);
  expect(() => readMetrics(file(text))).toThrow(message);
});
