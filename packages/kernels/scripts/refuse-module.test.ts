import binaryen from 'assemblyscript/binaryen';
import { describe, expect, test } from 'vitest';
import { refuseModule } from './refuse-module.ts';

const MEMORY = '(import "env" "memory" (memory 0))';
const OPERANDS = ['(local.get 0)', '(local.get 1)', '(local.get 2)'];

function assembled(...parts: readonly string[]): Uint8Array {
  const module = binaryen.parseText(`(module ${parts.join(' ')})`);
  module.setFeatures(binaryen.Features.All);
  const binary = module.emitBinary();
  module.dispose();
  return binary;
}

function compute(instruction: string): string {
  return `(func (export "f") (param v128 v128 v128) (result v128) (${instruction}))`;
}

test('a module of strict SIMD on a borrowed memory is taken', () => {
  const strict = compute('f32x4.add (f32x4.mul (local.get 0) (local.get 1)) (local.get 2)');
  expect(() => refuseModule('strict', assembled(MEMORY, strict))).not.toThrow();
});

describe('refused', () => {
  test.each([
    ['f32x4.relaxed_madd', 3],
    ['f64x2.relaxed_nmadd', 3],
    ['f32x4.relaxed_min', 2],
    ['i8x16.relaxed_swizzle', 2],
    ['i8x16.relaxed_laneselect', 3],
    ['i16x8.relaxed_q15mulr_s', 2],
    ['i32x4.relaxed_trunc_f32x4_s', 1],
    ['i32x4.relaxed_dot_i8x16_i7x16_add_s', 3],
  ])('%s', (opcode, arity) => {
    const operands = OPERANDS.slice(0, arity).join(' ');
    const module = assembled(MEMORY, compute(`${opcode} ${operands}`));
    const relaxed = opcode.split('.')[1];
    expect(() => refuseModule('fast', module)).toThrow(`fast.wasm: forbidden construct ${relaxed}`);
  });

  test.each([
    ['data', '(data (i32.const 0) "x")'],
    ['global', '(global $g (mut i32) (i32.const 0)) (export "g" (global $g))'],
    ['start', '(func $f (drop (i32.load (i32.const 0)))) (start $f)'],
    ['table', '(table 1 funcref)'],
  ])('a %s', (construct, text) => {
    expect(() => refuseModule('own', assembled(MEMORY, text))).toThrow(
      `own.wasm: forbidden construct (${construct}`,
    );
  });

  test.each([
    ['a memory of its own', '(memory 1)', ''],
    [
      'another import',
      `${MEMORY} (import "env" "abort" (func))`,
      'function env.abort, memory env.memory',
    ],
    ['another memory', '(import "js" "heap" (memory 0))', 'memory js.heap'],
  ])('%s', (_, text, names) => {
    expect(() => refuseModule('own', assembled(text))).toThrow(
      `own.wasm: expected the import "memory env.memory" alone, got "${names}"`,
    );
  });
});
