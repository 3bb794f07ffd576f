import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildModule } from './build-module.ts';

const DOUBLE = `
export function double(x: usize): void {
  v128.store(x, f32x4.add(v128.load(x), v128.load(x)));
}
`;

let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kernels-'));
  mkdirSync(join(root, 'assembly/tiny'), { recursive: true });
});

afterEach(() => rmSync(root, { recursive: true }));

function write(source: string): void {
  writeFileSync(join(root, 'assembly/tiny/kernel.ts'), source);
}

test('what was built is fresh, whatever its comments say; what was not is stale', async () => {
  write(DOUBLE);
  await buildModule(root, 'tiny');
  const built = readFileSync(join(root, 'tiny.wasm'));
  write(`/** Twice. */${DOUBLE}`);
  await buildModule(root, 'tiny', { check: true });

  write(DOUBLE.replace('f32x4.add', 'f32x4.sub'));
  const stale = 'tiny.wasm is stale: run `npm run gen` in packages/kernels and commit it';
  await expect(buildModule(root, 'tiny', { check: true })).rejects.toThrow(stale);
  expect(readFileSync(join(root, 'tiny.wasm'))).toEqual(built);
});

test('a kernel with an instruction that is not strict is not compiled', async () => {
  write(DOUBLE.replace('f32x4.add', 'f32x4.relaxed_min'));
  await expect(buildModule(root, 'tiny')).rejects.toThrow(/asc failed[\s\S]*relaxed/);
});

test('a kernel that keeps a state is refused', async () => {
  write(`let calls = 0;\nexport function count(): i32 {\n  return ++calls;\n}\n`);
  await expect(buildModule(root, 'tiny')).rejects.toThrow('tiny.wasm: forbidden construct (global');
});
