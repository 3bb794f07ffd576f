import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ConfigError } from '../config/train-config.ts';
import { flatMetrics, readMetrics } from './metrics-file.ts';

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

it('puts every number into the manifest, groups by a dot, lists not at all', () => {
  const metrics = readMetrics(
    file(
      '{"cas":0.88,"memorization":{"median":7.2},"perClass":[{"name":"bag","ganTest":1}],"at":"x"}',
    ),
  );
  expect(flatMetrics(metrics)).toEqual({ cas: 0.88, 'memorization.median': 7.2 });
});

it.each([
  ['{"cas":"high"}', /cas: .*number/i],
  ['{"perClass":[{"ganTest":1}]}', /perClass\.0\.name/],
  ['[', /expected what npm run evaluate writes/],
])('refuses %s', (text, message) => {
  expect(() => readMetrics(file(text))).toThrow(ConfigError);
  expect(() => readMetrics(file(text))).toThrow(message);
});
