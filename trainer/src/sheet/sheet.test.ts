import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode, decodeApng } from 'fast-png';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeAnimation } from './animation.ts';
import { encodeApng } from './apng.ts';
import { encodeSheet, type ImageBatch, layOutSheet, writeSheet } from './sheet.ts';

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
  const sheets = (channels: number, frames: number) =>
    Array.from({ length: frames }, (_, frame) => encodeSheet(colourful(4, channels, frame), 2));

  it.each([1, 3])('writes an APNG that loses nothing of %i channels', async (channels) => {
    const path = join(folder, 'run');
    const files = sheets(channels, 3);
    await writeAnimation(path, files, { frameMs: 120, lastFrameMs: 1000 });
    const { frames, numberOfPlays } = decodeApng(readFileSync(`${path}.apng`), { checkCrc: true });
    expect(numberOfPlays).toBe(0);
    expect(
      frames.map(({ delayNumber, delayDenominator }) => delayNumber / delayDenominator),
    ).toEqual([0.12, 0.12, 1]);
    expect(frames.map(({ data }) => data)).toEqual(files.map((file) => decode(file).data));
    // Readers of plain PNG see the first frame.
    expect(decode(readFileSync(`${path}.apng`)).data).toEqual(
      decode(files[0] ?? new Uint8Array()).data,
    );
  });

  it.each([
    [1, 2, 1],
    [3, 40, 6],
  ])('writes a GIF of %i channels, no value off by more than %i', async (channels, most, mean) => {
    const path = join(folder, 'run');
    const files = sheets(channels, 3);
    await writeAnimation(path, files, { frameMs: 120, lastFrameMs: 1000 });
    const { pages, delay, loop } = await sharp(`${path}.gif`, { animated: true }).metadata();
    expect({ pages, delay, loop }).toEqual({ pages: 3, delay: [120, 120, 1000], loop: 0 });
    for (const [page, file] of files.entries()) {
      const [frame, sheet] = await Promise.all([rgb(`${path}.gif`, page), rgb(file)]);
      const errors = frame.map((value, at) => Math.abs(value - (sheet[at] ?? 0)));
      expect(Math.max(...errors)).toBeLessThanOrEqual(most);
      expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeLessThan(mean);
    }
  });

  it('refuses a palette, which would be lost and leave black', async () => {
    const palette = await sharp(sheets(1, 1)[0]).png({ palette: true }).toBuffer();
    expect(() => encodeApng([palette], [100])).toThrow(
      /expected gray or RGB pixels, got a palette/,
    );
  });

  it('refuses no sheets and sheets of different sizes', async () => {
    const path = join(folder, 'run');
    await expect(writeAnimation(path, [])).rejects.toThrow(/at least one sheet/);
    const different = [2, 4].map((columns) => encodeSheet(colourful(4, 1, 0), columns));
    await expect(writeAnimation(path, different)).rejects.toThrow(
      /sheet 2: expected 34×34×1.*got 70×16×1/,
    );
    expect(() => encodeApng(different, [])).toThrow(/frame 1: expected the size/);
  });
});

/** Images of 8×8 whose gradients depend on image, frame and channel. */
function colourful(count: number, channels: number, frame: number): ImageBatch {
  const images = Float32Array.from({ length: count * 64 * channels }, (_, at) =>
    Math.sin(at * 0.11 + frame + (at % channels)),
  );
  return { images, height: 8, width: 8, channels };
}

async function rgb(file: string | Uint8Array, page = 0): Promise<Uint8Array> {
  const image = sharp(file, { page }).removeAlpha().toColourspace('srgb');
  return new Uint8Array(await image.raw().toBuffer());
}
