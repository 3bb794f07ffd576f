import { expect, test } from 'vitest';
import { withSection } from './with-section.ts';

const empty = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);

test('a module with a section of that name, and nothing else in it', () => {
  const module = new WebAssembly.Module(withSection(empty, 'once'));
  expect(WebAssembly.Module.customSections(module, 'once')).toHaveLength(1);
  expect(WebAssembly.Module.customSections(module, 'twice')).toHaveLength(0);
});

test('refuses a name whose size takes more than a byte', () => {
  expect(() => withSection(empty, 'x'.repeat(101))).toThrow(RangeError);
});
