/** `npm run export` as a person runs it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeTinyModel } from '../publish/tiny-model.fixture.ts';

const script = fileURLToPath(new URL('./export-model.ts', import.meta.url));
let root: string;
let model: string;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'comfy-edge-export-cli-'));
  model = join(root, 'model');
  await writeTinyModel(model, 1);
});

afterAll(() => rmSync(root, { recursive: true }));

function exportModel(...args: string[]) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, ...args], {
    encoding: 'utf8',
  });
  return { output: stdout + stderr, status };
}

it('writes the files and says which', () => {
  const out = join(root, 'new', 'tfjs');
  const { output, status } = exportModel(model, '--format', 'tfjs', '--out', out);
  expect(output).toMatch(/generator\/model\.json {2}\d+ bytes/);
  expect(output).toMatch(/exported Tiny [0-9a-f]{64}/);
  expect(status).toBe(0);
  expect(readdirSync(out).sort()).toEqual(['README.md', 'generator']);
  expect(readdirSync(join(out, 'generator')).sort()).toEqual([
    'model.json',
    expect.stringMatching(/^weights-1of1-[0-9a-f]{16}\.bin$/),
  ]);
});

it.each<[string, (paths: { root: string; model: string }) => string[], RegExp]>([
  [
    'a folder that is neither model nor run',
    ({ root }) => [root, '--format', 'onnx', '--out', join(root, 'x')],
    /expected a published model \(manifest\.json\) or a run \(options\.json\), got neither/,
  ],
  [
    'another format',
    ({ root, model }) => [model, '--format', 'caffe', '--out', join(root, 'x')],
    /'caffe' is invalid. Allowed choices are tfjs, onnx, safetensors/,
  ],
  ['no format', ({ root, model }) => [model, '--out', join(root, 'x')], /--format <name>' not/],
  [
    'a checkpoint of what has none',
    ({ root, model }) => [
      ...[model, '--format', 'onnx', '--out', join(root, 'x'), '--checkpoint', 'y'],
    ],
    /expected a run for --checkpoint, got a model built already/,
  ],
  [
    'a file where the folder should be',
    ({ root, model }) => {
      writeFileSync(join(root, 'file'), '');
      return [model, '--format', 'onnx', '--out', join(root, 'file')];
    },
    /file\/generator\.onnx: expected a place for \d+ bytes, got/,
  ],
])('refuses %s without a stack', (_, args, message) => {
  const { output, status } = exportModel(...args({ root, model }));
  expect(output).toMatch(message);
  expect(output).not.toMatch(/\n {4}at /);
  expect(status).toBe(1);
});
