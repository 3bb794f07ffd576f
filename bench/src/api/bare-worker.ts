/** `bench/workers/bare.ts`: what it is asked for, and what its figures mean. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultModel } from '../../../scripts/edge/edge.ts';
import { migrate } from '../../../scripts/edge/migrate.ts';
import type { LocalDatabase, LocalWorker } from '../../../scripts/workerd/workerd.ts';
import { bundleWorker } from '../workerd/bundle-worker.ts';
import type { Asked } from './measure-cpu.ts';

export const BARE = 'bare';

const formats = ['png', 'webp', 'jpeg', 'npy'] as const;

export type Format = (typeof formats)[number];

/** A hit and a miss of the Cache API, a row of D1, a call of a Durable Object that writes. */
export type StandIn = 'found' | 'missed' | 'row' | 'object';

export interface Baseline {
  /** Of an answer without any work: HTTP in workerd. */
  readonly requestCpuMs: number;
  /** Of the local stand-ins of what on Cloudflare is no part of the Worker. */
  readonly standInCpuMs: { readonly [standIn in StandIn]: number };
  /**
   * Of one image by the engine and the encoder of a format, one in a request as the API draws them: in a row
   * of twenty each takes a sixth less, as the processor's caches hold what the next one needs.
   */
  readonly imageCpuMs: { readonly [format in Format]: number };
}

export async function bareWorker(): Promise<LocalWorker> {
  const worker = await bundleWorker('bare.ts', BARE, [
    '@comfy-edge/kernels/generation.wasm',
    '@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm',
    '@jsquash/webp/codec/enc/webp_enc.wasm',
    '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm',
  ]);
  return {
    ...worker,
    d1Databases: { DB: 'bare' },
    durableObjects: { SHELF: { className: 'Shelf', useSQLite: true } },
  };
}

/** Gives it the tables of the real one, with a key among them, and the model that is measured. */
export async function prepareBare(origin: URL, database: LocalDatabase): Promise<void> {
  await migrate(database);
  await database
    .prepare(
      `INSERT INTO keys (id, hash, name, scopes, quotas, created_by, created_at)
       VALUES ('measured', ?, 'measured', 'images:write', '{}', 'bootstrap', 0)`,
    )
    .bind('0123456789abcdef'.repeat(4))
    .run();
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
    ask('row', () => '/row'),
    ask('object', () => '/object'),
    ...formats.map((it) => ask(`an image as ${it}`, (i) => `/draw?format=${it}&seed=${i}`)),
  ];
}

/** @param cpuMs of every request of `bareRequests` */
export function baselineOf(cpuMs: readonly number[]): Baseline {
  const [nothing = Number.NaN, ...above] = cpuMs;
  const own = (index: number) => (above[index] ?? Number.NaN) - nothing;
  return {
    requestCpuMs: nothing,
    standInCpuMs: { found: own(0), missed: own(1), row: own(2), object: own(3) },
    imageCpuMs: { png: own(4), webp: own(5), jpeg: own(6), npy: own(7) },
  };
}
