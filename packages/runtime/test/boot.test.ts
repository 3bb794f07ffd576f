/** Booting fails closed and by name, and once it works it is done. */
import { getBackend } from '@tensorflow/tfjs-core';
import { expect, test, vi } from 'vitest';
import { assertSimd, boot } from '../src/boot.ts';
import { EngineError } from '../src/engine-error.ts';
import { engineId } from '../src/engine-id.gen.ts';
import { loadNodeWasm } from '../src/node.ts';

const EMPTY_MODULE = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);

test('a runtime without SIMD is refused by name', () => {
  expect(() => assertSimd(() => false)).toThrow(EngineError);
  expect(() => assertSimd(() => false)).toThrow('expected a runtime with WebAssembly SIMD');
  // The probe itself is a valid module: where it is refused, SIMD is what is missing.
  expect(() => assertSimd((bytes) => WebAssembly.validate(bytes))).not.toThrow();
});

test('another module is refused, the next boot tries again, and no process listener stays', async () => {
  const { kernels } = await loadNodeWasm();
  const listeners = process.listenerCount('uncaughtException');
  await expect(
    boot({ backend: await WebAssembly.compile(EMPTY_MODULE), kernels }),
  ).rejects.toMatchObject({
    name: 'EngineError',
    code: 'wasm_invalid',
  });
  const engine = await boot(await loadNodeWasm());
  expect(engine.id).toBe(engineId);
  expect(getBackend()).toBe('wasm');
  expect(process.listenerCount('uncaughtException')).toBe(listeners);
  expect(await boot(await loadNodeWasm())).toBe(engine);
});

test('a second copy of the runtime does not take the backend away from the first', async () => {
  const first = await boot(await loadNodeWasm());
  vi.resetModules();
  const copy: typeof import('../src/boot.ts') = await import('../src/boot.ts');
  expect(copy.boot).not.toBe(boot);
  await expect(copy.boot(await loadNodeWasm())).rejects.toMatchObject({ code: 'backend_taken' });
  expect(await boot(await loadNodeWasm())).toBe(first);
});
