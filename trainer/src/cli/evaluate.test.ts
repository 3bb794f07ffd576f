/** `npm run evaluate` as a person runs it: what it refuses, and Ctrl-C. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bootBackend } from '../backend/boot.ts';
import { writeTinyPublished } from '../evaluate/tiny-published.fixture.ts';
import { fixtureImages } from '../loop/tiny-run.fixture.ts';
import { writeTinyModel } from '../publish/tiny-model.fixture.ts';

let root: string;
let model: string;
let otherModel: string;

beforeAll(async () => {
  await bootBackend('wasm');
  root = mkdtempSync(join(tmpdir(), 'comfy-edge-evaluate-cli-'));
  ({ model } = await writeTinyPublished(root));
  otherModel = join(root, 'other');
  await writeTinyModel(otherModel, 1);
});

afterAll(() => rmSync(root, { recursive: true }));

/** @param interruptAt sends Ctrl-C when the output first contains it */
function run(args: readonly string[], interruptAt?: string) {
  const script = fileURLToPath(new URL('./evaluate.ts', import.meta.url));
  const child = spawn(process.execPath, [script, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, XDG_CACHE_HOME: root },
  });
  let output = '';
  let interrupted = false;
  const collect = (chunk: Buffer) => {
    output += chunk;
    if (!interrupted && interruptAt !== undefined && output.includes(interruptAt)) {
      interrupted = child.kill('SIGINT');
    }
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  return new Promise<{ code: number | null; output: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, output })),
  );
}

it('stops at Ctrl-C and leaves nothing half written', async () => {
  const args = [model, '--data', fixtureImages, '--out', join(root, 'out')];
  const { code, output } = await run(args, 'classifiers of real images');
  expect(output).toMatch(/^ +0 % +… +classifiers of real images$/m);
  expect(output).toContain('stopped; nothing is written');
  expect(code).toBe(130);
  expect(existsSync(join(root, 'out'))).toBe(false);
});

it.each([
  [() => [root], /error: .*expected a published model .* got neither/],
  [() => [model, '--data', '/nowhere'], /error: \/nowhere: expected .* got nothing/],
  [
    () => [otherModel, '--data', fixtureImages],
    /expected the model's classes \(circle, .* got t-shirt/,
  ],
  [() => [model, '--workers', '0'], /Expected at least 1, got 0/],
  [() => [], /missing required argument 'model'/],
])('refuses bad input without a stack: %s', async (args, message) => {
  const { code, output } = await run(args());
  expect(output).toMatch(message);
  expect(output).not.toMatch(/\n {4}at /);
  expect(code).toBe(1);
});

it('names a damaged blob', async () => {
  writeFileSync(join(otherModel, 'generator.safetensors'), 'damaged');
  const { code, output } = await run([otherModel, '--data', fixtureImages]);
  expect(output).toMatch(/^error: .*generator\.safetensors: expected \d+ bytes/m);
  expect(code).toBe(1);
});
