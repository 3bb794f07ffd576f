/** Boots a contestant's backend in its process. */
import { bootBackend } from '@comfy-edge/trainer/for-bench';
import { startComposedBackend } from './composed-kernels.ts';
import type { TrainingBackend } from './contestants.ts';

/** @throws Error whose message says why the backend cannot be had */
export async function startBackend(name: TrainingBackend): Promise<void> {
  if (name === 'wasm-composed') await startComposedBackend();
  else await bootBackend(name);
}
