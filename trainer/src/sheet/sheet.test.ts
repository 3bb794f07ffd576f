import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from 'fast-png';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeAnimation } from './animation.ts';
import { type ImageBatch, layOutSheet, writeSheet } from './sheet.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sheet-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('layOutSheet', () => {
  it('puts images row by row with gaps, and leaves the rest of the last row empty', () => {
    const images = Float32Array.of(-1, 1, 0, 0.5, 1); // Five images of one pixel.
    const batch = { images, height: 1, width: 1, channels: 1 };
    expect(layOutSheet(batch, 3, { scale: 1, gapPixels: 1 })).toEqual({
      width: 5,
      height: 3,
      channels: 1,
      data: Uint8Array.of(0, 0, 255, 0, 128, 0, 0, 0, 0, 0, 191, 0, 255, 0, 0),
    });
  });

  it('repeats pixels when it enlarges', () => {
    const batch = { images: Float32Array.of(1, -1), height: 1, width: 2, channels: 1 };
    const { data, width, height } = layOutSheet(batch, 1, { scale: 2 });
    expect([width, height]).toEqual([4, 2]);
    expect([...data]).toEqual([255, 255, 0, 0, 255, 255, 0, 0]);
  });

  it('keeps values outside [-1, 1] within a byte', () => {
    const batch = { images: Float32Array.of(-3, 7), height: 1, width: 2, channels: 1 };
    expect([...layOutSheet(batch, 1, { scale: 1 }).data]).toEqual([0, 255]);
  });

  it('refuses sizes that do not fit together', () => {
    const batch = { images: new Float32Array(5), height: 2, width: 2, channels: 1 };
    expect(() => layOutSheet(batch, 1)).toThrow(/multiple of 4 values \(2×2×1\), got 5/);
    const fitting = { ...batch, images: new Float32Array(4) };
    expect(() => layOutSheet(fitting, 0)).toThrow(/got 0/);
  });
});

describe('writeSheet', () => {
  it.each([1, 3])('writes a PNG of %i channels that decodes to the sheet', (channels) => {
    const batch = colourful(6, channels, 0);
    const file = join(folder, 'sheet.png');
    writeSheet(file, batch, 3);
    const { data, width, height, channels: written } = decode(readFileSync(file));
    expect({ data, width, height, channels: written }).toEqual(layOutSheet(batch, 3));
  });
});

describe('writeAnimation', () => {
  async function animate(channels: number, frames: number) {
    const sheets = Array.from({ length: frames }, (_, frame) => {
      const file = join(folder, `${frame}.png`);
      writeSheet(file, colourful(4, channels, frame), 2);
      return file;
    });
    const file = join(folder, 'run.gif');
    writeAnimation(file, sheets, { frameMs: 120, lastFrameMs: 1000 });
    const { pages, delay, loop } = await sharp(file, { animated: true }).metadata();
    const decoded = await Promise.all(
      sheets.map((sheet, page) => Promise.all([rgb(file, page), rgb(sheet, 0)])),
    );
    return { pages, delay, loop, decoded };
  }

  it('keeps every gray exactly', async () => {
    const { pages, delay, loop, decoded } = await animate(1, 3);
    expect({ pages, delay, loop }).toEqual({ pages: 3, delay: [120, 120, 1000], loop: 0 });
    for (const [frame, sheet] of decoded) expect(frame).toEqual(sheet);
  });

  it('comes close to every colour', async () => {
    const { pages, decoded } = await animate(3, 2);
    expect(pages).toBe(2);
    for (const [frame, sheet] of decoded) {
      const error = frame.reduce((sum, value, at) => sum + Math.abs(value - (sheet[at] ?? 0)), 0);
      expect(error / frame.length).toBeLessThan(6);
    }
  });

  it('refuses no sheets and sheets of different sizes', () => {
    const file = join(folder, 'run.gif');
    expect(() => writeAnimation(file, [])).toThrow(/at least one sheet/);
    writeSheet(join(folder, 'a.png'), colourful(4, 1, 0), 2);
    writeSheet(join(folder, 'b.png'), colourful(4, 1, 0), 4);
    const sheets = [join(folder, 'a.png'), join(folder, 'b.png')];
    expect(() => writeAnimation(file, sheets)).toThrow(/b\.png: expected 34×34×1.*got 70×16×1/);
  });
});

/** Images of 8×8 whose gradients depend on image, frame and channel. */
function colourful(count: number, channels: number, frame: number): ImageBatch {
  const images = Float32Array.from({ length: count * 64 * channels }, (_, at) =>
    Math.sin(at * 0.11 + frame + (at % channels)),
  );
  return { images, height: 8, width: 8, channels };
}

async function rgb(file: string, page: number): Promise<Uint8Array> {
  const image = sharp(file, { page }).removeAlpha().toColourspace('srgb');
  return new Uint8Array(await image.raw().toBuffer());
}
