import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { engineIdModule, withoutComments } from './engine-id.ts';

test('the generated file is fresh', async () => {
  const file = join(import.meta.dirname, '../src/engine-id.gen.ts');
  expect(await readFile(file, 'utf8')).toBe(await engineIdModule());
});

test('comments, types and white space are no part of a source; its code is', async () => {
  const plain = await withoutComments('export function half(x: number): number { return x / 2; }');
  const explained = await withoutComments(
    '/** Halves. */\nexport function half(x: number) {\n  // exact\n  return x / 2;\n}',
  );
  const other = await withoutComments('export function half(x: number) { return x / 3; }');
  expect(explained).toBe(plain);
  expect(other).not.toBe(plain);
});
