import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { panelsOf } from './curve-panels.ts';
import { writeCurves } from './curves.ts';
import { appendStats, dropStatsAfter, readStats, type StatsLine } from './stats-log.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'comfy-edge-stats-'));
  path = join(folder, 'stats.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

const line = (step: number, more: Readonly<Record<string, unknown>> = {}): StatsLine => ({
  ...{ step, images: step * 16, seconds: step / 10 },
  ...more,
});

describe('stats.jsonl', () => {
  it('reads what was appended, without a line that was cut short', () => {
    expect(readStats(path)).toEqual([]);
    appendStats(path, line(50));
    appendStats(path, line(100, { epoch: 1, cfid: 3 }));
    appendFileSync(path, '{"step":150,"ima');
    expect(readStats(path)).toEqual([line(50), line(100, { epoch: 1, cfid: 3 })]);
  });

  it('forgets what happened after the checkpoint', () => {
    for (const step of [50, 100, 150]) appendStats(path, line(step));
    appendFileSync(path, '{"step":2');
    dropStatsAfter(path, 100);
    expect(readFileSync(path, 'utf8').trim().split('\n')).toHaveLength(2);
    appendStats(path, line(150));
    expect(readStats(path).map(({ step }) => step)).toEqual([50, 100, 150]);
  });
});

describe('curves', () => {
  const lines = [
    line(50, { 'generator/total': 2, 'discriminator/real': 1, 'discriminator/fake': -1 }),
    line(100, { 'generator/total': 1, 'discriminator/real': 0.5, 'discriminator/fake': -0.5 }),
    line(100, { epoch: 1, cfid: 9, ganTestByClass: [1], imagesPerSecond: 300, count: 5 }),
  ];

  it('are a panel a quantity over the images shown, the verdicts in one', () => {
    const panels = panelsOf(lines);
    expect(panels.map(({ title }) => title)).toEqual([
      ...['cFID', 'generator, loss', 'mean logits', 'images/s'],
    ]);
    expect(panels[1]?.curves).toEqual([
      { name: 'generator/total', points: [[800, 2], [1600, 1]] }, // biome-ignore format: pairs
    ]);
    expect(panels[2]?.curves.map(({ name }) => name)).toEqual(['D(x)', 'D(G(z))']);
  });

  it('are drawn as SVG and PNG', async () => {
    await writeCurves(join(folder, 'curves'), lines);
    const texts = [
      ...readFileSync(join(folder, 'curves.svg'), 'utf8').matchAll(/<text[^>]*>([^<]*)/g),
    ];
    expect(texts.map(([, text]) => text)).toEqual(expect.arrayContaining(['cFID', 'D(G(z))']));
    const { format, width } = await sharp(join(folder, 'curves.png')).metadata();
    expect({ format, width }).toEqual({ format: 'png', width: 2160 });
  });

  it('of nothing are not drawn', async () => {
    await writeCurves(join(folder, 'curves'), [line(1)]);
    expect(readStats(path)).toEqual([]);
    await expect(sharp(join(folder, 'curves.png')).metadata()).rejects.toThrow();
  });
});
