/** The determinism canary: silent while bits stay as they are, and heard in four places when they do not. */

import { createScheduledController } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import type { components } from '@comfy-edge/contract';
import { engineId } from '@comfy-edge/runtime';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { bootEngine } from '../../src/boot-engine.ts';
import { runCanary } from '../../src/canary/run-canary.ts';
import type { Bindings } from '../../src/env.ts';
import { imageCodecs } from '../../src/image-codecs.ts';
import worker from '../../src/index.ts';
import { ModelCache } from '../../src/models/model-cache.ts';
import { brokenBucket, brokenDatabase, Client, freshClient } from '../support/client.ts';

type Readiness = components['schemas']['Readiness'];
type Format = 'png' | 'webp' | 'jpeg';

const atMs = Date.UTC(2026, 10, 25, 20, 17);
const wrong = '0'.repeat(64);
let digest: string;
let right: { class: string; seed: number; format: Format; sha256: string }[];

beforeAll(async () => {
  const edge = new Client();
  ({ digest } = await edge.publish('tiny', 1));
  // Without a key for receipts, as under test, files have no signature.
  const wanted = (['png', 'webp', 'jpeg'] as const).map((format, seed) => ({ seed, format }));
  right = await Promise.all(
    wanted.map(async ({ seed, format }) => {
      const one = { model: `tiny@${digest}`, class: 'star', seed, format };
      const { images } = await edge.generateJson(one);
      return { class: 'star', seed, format, sha256: images[0]?.sha256 ?? '' };
    }),
  );
});

beforeEach(async () => {
  await env.DB.exec('DELETE FROM canary_checks');
});

afterEach(() => {
  vi.restoreAllMocks();
});

test('bits that stay as they are leave a line, a point and a row', async () => {
  const lines = listen('log');
  const points: AnalyticsEngineDataPoint[] = [];
  await run({ ANALYTICS: pointsInto(points) });
  expect(lines()).toMatchObject([{ event: 'determinism_unchanged', model: 'tiny', images: 3 }]);
  expect(points).toEqual([
    {
      indexes: ['canary'],
      blobs: ['canary', 'unchanged', 'tiny', digest, engineId],
      doubles: [0],
    },
  ]);
  expect(await determinism()).toEqual({
    state: 'unchanged',
    checkedAt: '2026-11-25T20:17:00.000Z',
  });
});

test('bits that changed are said aloud: a line, a point, a row and a failed invocation', async () => {
  const errors = listen('error');
  const points: AnalyticsEngineDataPoint[] = [];
  const images = right.map((it) => (it.format === 'webp' ? { ...it, sha256: wrong } : it));
  const running = run({ CANARY_GOLDENS: goldens({ images }), ANALYTICS: pointsInto(points) });
  await expect(running).rejects.toThrow('determinism_changed: star-1.webp');
  expect(errors()).toMatchObject([{ event: 'determinism_changed', detail: 'star-1.webp', digest }]);
  expect(points).toMatchObject([
    { blobs: ['canary', 'changed', 'tiny', digest, engineId], doubles: [1] },
  ]);
  expect(await determinism()).toMatchObject({ state: 'changed', changed: ['star-1.webp'] });
});

test('the timer of the deployed Worker runs it', async () => {
  const errors = listen('error');
  const images = right.map((it) => ({ ...it, sha256: wrong }));
  const controller = createScheduledController({ scheduledTime: atMs, cron: '17 * * * *' });
  const scheduled = worker.scheduled(controller, { ...env, CANARY_GOLDENS: goldens({ images }) });
  await expect(scheduled).rejects.toThrow('determinism_changed');
  expect(errors()).toHaveLength(1);
});

describe('what cannot be compared is unknown, not unchanged', () => {
  test.each([
    ['goldens of another engine', () => goldens({ engineId: 'other' }), 'expected those of engine'],
    ['a version that is gone', () => goldens({ digest: wrong }), 'expected a version of model'],
    [
      'a class that the model has not',
      () => goldens({ images: [{ ...first(), class: 'hat' }] }),
      'hat',
    ],
    ['no JSON', () => '{', 'CANARY_GOLDENS: expected JSON'],
    ['no images', () => goldens({ images: [] }), 'CANARY_GOLDENS: expected >=1'],
    ['a seed that is none', () => goldens({ images: [{ ...first(), seed: -1 }] }), 'images.0.seed'],
  ])('%s', async (_, configured, detail) => {
    const errors = listen('error');
    const running = run({ CANARY_GOLDENS: configured() });
    await expect(running).rejects.toThrow('determinism_unknown');
    expect(errors()).toMatchObject([
      { event: 'determinism_unknown', detail: expect.stringContaining(detail) },
    ]);
    expect(await determinism()).toEqual({ state: 'unknown', checkedAt: expect.any(String) });
  });

  test('a storage that does not answer', async () => {
    listen('error');
    await expect(run({ MODELS: brokenBucket() })).rejects.toThrow('determinism_unknown');
  });
});

test('where the row cannot be written, the rest is still heard', async () => {
  const errors = listen('error');
  const images = [{ ...first(), sha256: wrong }];
  const running = run({ CANARY_GOLDENS: goldens({ images }), DB: brokenDatabase() });
  await expect(running).rejects.toThrow('expected the database to answer');
  expect(errors()).toMatchObject([{ event: 'determinism_changed' }]);
});

test('the last month is kept', async () => {
  const dayMs = 24 * 60 * 60 * 1000;
  listen('log');
  for (const days of [31, 30, 1, 0]) await run({}, atMs - days * dayMs);
  const { results } = await env.DB.prepare('SELECT checked_at FROM canary_checks').run();
  expect(results.map((row) => (atMs - Number(row.checked_at)) / dayMs)).toEqual([30, 1, 0]);
});

test('nothing is watched where no goldens were recorded', async () => {
  await run({ CANARY_GOLDENS: '' });
  expect(await determinism()).toEqual({ state: 'unchecked' });
});

function first() {
  const [golden] = right;
  if (golden === undefined) throw new Error('expected a golden image, got none');
  return golden;
}

function goldens(changed: object = {}): string {
  return JSON.stringify({ model: 'tiny', digest, engineId, images: right, ...changed });
}

/** In an isolate of its own. */
function run(changed: Partial<Bindings>, nowMs = atMs): Promise<void> {
  const maker = { bootEngine, codecs: imageCodecs(), models: new ModelCache() };
  return runCanary({ ...env, CANARY_GOLDENS: goldens(), ...changed }, maker, nowMs);
}

async function determinism(): Promise<Readiness['determinism']> {
  const { response } = await freshClient({ ...env, DEFAULT_MODEL: 'tiny' }).send('/readyz');
  return ((await response.json()) as Readiness).determinism;
}

function pointsInto(points: AnalyticsEngineDataPoint[]): AnalyticsEngineDataset {
  return { writeDataPoint: (point = {}) => void points.push(point) };
}

/** What is written to one stream of the console from now on. */
function listen(level: 'log' | 'error'): () => Record<string, unknown>[] {
  const spy = vi.spyOn(console, level).mockImplementation(() => {});
  return () => spy.mock.calls.map(([line]) => JSON.parse(String(line)));
}
