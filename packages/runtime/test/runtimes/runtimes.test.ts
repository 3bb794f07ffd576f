/** The seed is the image: the golden bytes in every runtime, alone and in batches. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, describe, expect, inject, type TestContext, test } from 'vitest';
import { engineId } from '../../src/engine-id.gen.ts';
import goldens from '../goldens.json' with { type: 'json' };
import type { Answer } from './digests.ts';
import { runInNode } from './run-in-node.ts';
import type { Runtime } from './runtime.ts';
import { RUNTIMES } from './runtimes.ts';
import { printRows, type Row, rowOf } from './table.ts';

const models = inject('publishedModels');
const rows: Row[] = [];

afterAll(() => console.log(printRows(rows)));

describe.each(RUNTIMES)('$name', (runtime) => {
  test('makes the golden bytes, and of a batch those of its images alone', async (context) => {
    const executable = await executableOf(runtime, context);
    const version = await versionOf(executable);
    const answer = await runtime.run(executable, { models, v8Flags: [] });
    rows.push(rowOf(runtime.name, version, answer, goldens));
    expect(version).toMatch(runtime.version);
    expectGoldenBytes(answer);
  });

  // The flag takes the processor's SIMD away from V8; only that for x64 has it.
  test.runIf(process.arch === 'x64')('refuses, by name, to run without SIMD', async (context) => {
    const executable = await executableOf(runtime, context);
    const answer = await runtime.run(executable, { models, v8Flags: ['--no-enable-sse4-1'] });
    if (!('refusal' in answer)) throw new Error('expected a refusal, got images');
    expect(`${answer.refusal.code}: ${answer.refusal.message}`).toMatch(runtime.withoutSimd);
  });
});

/** Which compiler of V8 made an image's code depends on how often it ran; its instructions, on the machine. */
const CODE = [
  { code: 'the baseline compiler', v8Flag: '--liftoff-only' },
  { code: 'the optimizing compiler', v8Flag: '--no-liftoff' },
  ...(process.arch === 'x64' ? [{ code: 'no AVX', v8Flag: '--no-enable-avx' }] : []),
];

test.each(CODE)('the same bytes with $code', async ({ code, v8Flag }) => {
  const answer = await runInNode(process.execPath, { models, v8Flags: [v8Flag] });
  rows.push(rowOf(`Node 22, ${code}`, process.version, answer, goldens));
  expectGoldenBytes(answer);
});

function expectGoldenBytes(answer: Answer): void {
  if ('refusal' in answer) throw new Error(`expected images, got ${answer.refusal.message}`);
  const { digests } = answer;
  expect(digests.engineId).toBe(engineId);
  expect(digests.goldens).toEqual(goldens);
  expect(Object.keys(digests.batches)).toEqual(['tiny', ...models.map(({ name }) => name)]);
  for (const { alone, together } of Object.values(digests.batches)) {
    expect(new Set(alone).size).toBe(alone.length);
    expect(together).toEqual(alone.map((_, index) => alone.slice(0, index + 1)));
  }
}

/** CI has every runtime; elsewhere an absent one is skipped, by name and with the remedy. */
async function executableOf(runtime: Runtime, { skip }: TestContext): Promise<string> {
  const executable = await runtime.find();
  if (executable !== undefined) return executable;
  const note = `${runtime.name} is not on this machine: ${runtime.remedy}`;
  if (process.env.CI) throw new Error(note);
  console.warn(`skipped: ${note}`);
  return skip(note);
}

async function versionOf(executable: string): Promise<string> {
  const { stdout } = await promisify(execFile)(executable, ['--version']);
  return stdout.trim();
}
