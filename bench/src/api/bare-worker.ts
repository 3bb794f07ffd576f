/** `bench/workers/bare.ts`: what it is asked for, and what its figures mean. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultModel } from '../../../scripts/edge/edge.ts';
import type { LocalWorker } from '../../../scripts/workerd/workerd.ts';
import { bundleWorker } from '../workerd/bundle-worker.ts';
import type { Asked } from './measure-cpu.ts';

export const BARE = 'bare';

const formats = ['png', 'webp', 'jpeg', 'npy'] as const;

export type Format = (typeof formats)[number];

export interface Baseline {
  /** Of an answer without any work: HTTP in workerd. */
  readonly requestCpuMs: number;
  /** Of the local stand-in of the Cache API, which on Cloudflare is no part of the Worker. */
  readonly standInCpuMs: { readonly found: number; readonly missed: number };
  /**
   * Of one image by the engine and the encoder of a format, one in a request as the API draws them: in a row
   * of twenty each takes a sixth less, as the processor's caches hold what the next one needs.
   */
  readonly imageCpuMs: { readonly [format in Format]: number };
}

export function bareWorker(): Promise<LocalWorker> {
  return bundleWorker('bare.ts', BARE, [
    '@comfy-edge/kernels/generation.wasm',
    '@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm',
    '@jsquash/webp/codec/enc/webp_enc.wasm',
    '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm',
  ]);
}

/** Gives it the model that is measured. */
export async function prepareBare(origin: URL): Promise<void> {
  const form = new FormData();
  for (const [name, file] of [
    ['manifest', 'manifest.json'],
    ['generator', 'generator.safetensors'],
  ] as const) {
    form.set(name, new Blob([new Uint8Array(await readFile(join(defaultModel, file)))]));
  }
  const response = await fetch(new URL('/prepare', origin), { method: 'POST', body: form });
  if (!response.ok) throw new Error(`expected a model to load, got ${await response.text()}`);
}

/** Everything it is asked for, in the order that `baselineOf` takes its figures. */
export function bareRequests(urls: { readonly origin: URL; readonly forgetful: URL }): Asked[] {
  const ask = (route: string, path: (i: number) => string, origin = urls.origin): Asked => ({
    ...{ route, format: 'nothing else', origin },
    call: (i) => ({ method: 'GET', path: path(i), headers: {} }),
  });
  return [
    ask('nothing', () => '/nothing'),
    ask('found', () => '/found'),
    ask('missed', (i) => `/missed?i=${i}`, urls.forgetful),
    ...formats.map((it) => ask(`an image as ${it}`, (i) => `/draw?format=${it}&seed=${i}`)),
  ];
}

/** @param cpuMs of every request of `bareRequests` */
export function baselineOf(cpuMs: readonly number[]): Baseline {
  const [nothing = Number.NaN, found = Number.NaN, missed = Number.NaN, ...drawn] = cpuMs;
  const image = (index: number) => (drawn[index] ?? Number.NaN) - nothing;
  return {
    requestCpuMs: nothing,
    standInCpuMs: { found: found - nothing, missed: missed - nothing },
    imageCpuMs: { png: image(0), webp: image(1), jpeg: image(2), npy: image(3) },
  };
}
