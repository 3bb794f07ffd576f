import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { fixtureImages } from '../loop/tiny-run.fixture.ts';
import { trainRung } from './train-rung.ts';

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'comfy-edge-ablate-'));
  vi.stubEnv('XDG_CACHE_HOME', root); // Nobody's own cache is filled by a test.
});

afterAll(() => rmSync(root, { recursive: true }));

const tiny = [
  'epochs=1',
  'epochImages=32',
  'generator.widths=[8,8,8]',
  'discriminator.widths=[8,8]',
  'quality.images=20',
  'quality.classifierSteps=4',
];
const settings = { preset: 'smoke', overrides: tiny };
const place = (name: string) => ({ root, name, data: fixtureImages, workers: 1 });

it('trains once, and remembers what came of it', { timeout: 120_000 }, async () => {
  const lines: string[] = [];
  const outcome = await trainRung(place('small'), settings, (line) => lines.push(line));
  expect(outcome).toMatchObject({ kind: 'trained', images: 32 });
  expect(lines.join('\n')).toContain('done: ');
  const again = await trainRung(place('small'), settings, () => {
    throw new Error('expected no second training');
  });
  expect(again).toEqual(outcome);
});

it('records a rung that diverges, so that the others still run', { timeout: 120_000 }, async () => {
  const overrides = [...tiny, 'optimizer.discriminatorRate=1e30', 'optimizer.warmupSteps=0'];
  const outcome = await trainRung(place('wild'), { ...settings, overrides }, () => {});
  expect(outcome).toMatchObject({ kind: 'stopped' });
  expect(JSON.stringify(outcome)).toContain('training diverged');
});

it('refuses a folder with a rung of other settings, or a damaged record', async () => {
  const other = { ...settings, overrides: [...tiny, 'seed=9'] };
  await expect(trainRung(place('small'), other, () => {})).rejects.toThrow(/Remove .*small/);
  writeFileSync(join(root, 'small', 'rung.json'), '{"settings"');
  await expect(trainRung(place('small'), settings, () => {})).rejects.toThrow(
    /expected the record of a rung/,
  );
});
