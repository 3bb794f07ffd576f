/** What is drawn in a terminal, read back. */

import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { encode } from 'fast-png';
import { describe, expect, test } from 'vitest';
import { type Canvas, canvasesOfPng, enlarge, shrink } from '../../src/cli/preview/canvas.ts';
import { encodeHalfBlocks } from '../../src/cli/preview/half-blocks.ts';
import { encodeITerm2 } from '../../src/cli/preview/iterm2.ts';
import { encodeKitty } from '../../src/cli/preview/kitty.ts';
import { drawImages } from '../../src/cli/preview/show-images.ts';
import { encodeSixel } from '../../src/cli/preview/sixel.ts';
import { readHalfBlocks, readITerm2, readKitty, readSixel } from './screen.ts';
import { testTerminal } from './test-terminal.ts';

/** Pixels of few colours or of many, some of them not there. */
const canvases: fc.Arbitrary<Canvas> = fc
  .record({
    width: fc.integer({ min: 1, max: 40 }),
    height: fc.integer({ min: 1, max: 20 }),
    levels: fc.constantFrom(2, 16, 256),
    seed: fc.integer(),
  })
  .map(({ width, height, levels, seed }) => {
    let state = seed >>> 0;
    const next = () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * levels) * Math.floor(255 / (levels - 1));
    };
    const rgba = new Uint8Array(width * height * 4).map((_, index) =>
      index % 4 === 3 ? (next() < 30 ? 0 : 255) : next(),
    );
    return { width, height, rgba };
  });

function pixel({ width, height, rgba }: Canvas, x: number, y: number): number[] | undefined {
  const at = (y * width + x) * 4;
  return y < height && rgba[at + 3] === 255 ? [...rgba.subarray(at, at + 3)] : undefined;
}

test('half blocks have every pixel, and nothing where there is none', () => {
  fc.assert(
    fc.property(canvases, (canvas) => {
      const rows = readHalfBlocks(encodeHalfBlocks(canvas));
      expect(rows).toHaveLength(2 * Math.ceil(canvas.height / 2));
      for (const [y, row] of rows.entries()) {
        expect(row).toEqual(Array.from({ length: canvas.width }, (_, x) => pixel(canvas, x, y)));
      }
    }),
  );
});

test('with 256 colours, half blocks have the nearest of the palette', () => {
  const rgba = Uint8Array.of(
    255,
    0,
    0,
    255,
    118,
    118,
    118,
    255,
    0,
    95,
    135,
    255,
    250,
    250,
    250,
    255,
  );
  const rows = readHalfBlocks(encodeHalfBlocks({ width: 4, height: 1, rgba }, 8));
  // 196 is the cube's red, 243 the grey 118, 24 the cube's (0, 1, 2), 231 its white.
  expect(rows[0]).toEqual([[196], [243], [24], [231]]);
});

test('sixels have every pixel to the percent, as long as colours are few', () => {
  fc.assert(
    fc.property(canvases, (canvas) => {
      const { width, height, percent } = readSixel(encodeSixel(canvas));
      expect([width, height]).toEqual([canvas.width, canvas.height]);
      const distinct = new Set<string>();
      let farthest = 0;
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          const rgb = pixel(canvas, x, y);
          const drawn = percent[y * width + x] ?? [];
          if (rgb === undefined) {
            expect(drawn).toEqual([-1, -1, -1]);
            continue;
          }
          distinct.add(rgb.map((level) => Math.round((level * 100) / 255)).join());
          const away = rgb.map((level, index) => Math.abs(level / 2.55 - (drawn[index] ?? 0)));
          farthest = Math.max(farthest, ...away);
        }
      }
      expect(farthest).toBeLessThanOrEqual(distinct.size <= 256 ? 0.5 : 16);
    }),
  );
});

test('more colours than a terminal keeps are made fewer, and still look alike', () => {
  const width = 64;
  const rgba = new Uint8Array(width * width * 4).map((_, index) => {
    const [x, y] = [Math.floor(index / 4) % width, Math.floor(index / 4 / width)];
    return [x * 4, y * 4, 128, 255][index % 4] ?? 0;
  });
  const text = encodeSixel({ width, height: width, rgba });
  expect(text.match(/#\d+;2;/g)?.length).toBeLessThanOrEqual(256);
  const { percent } = readSixel(text);
  const away = percent.map((color, index) => Math.abs((color[0] ?? 0) - (index % width) / 0.6375));
  expect(Math.max(...away)).toBeLessThan(6);
});

test.each([
  ['kitty', encodeKitty, readKitty],
  ['iTerm2', encodeITerm2, readITerm2],
])('%s has the very pixels', (_, write, read) => {
  fc.assert(
    fc.property(canvases, (canvas) => {
      expect(read(write(canvas))).toEqual(canvas);
    }),
  );
});

test('large images go to kitty in pieces', () => {
  // What cannot be deflated.
  const rgba = new Uint8Array(randomBytes(200 * 200 * 4));
  const text = encodeKitty({ width: 200, height: 200, rgba });
  expect(text.split('\x1b_G').length - 1).toBeGreaterThan(2);
  expect(readKitty(text).rgba).toEqual(rgba);
});

describe('a PNG', () => {
  const levels = Uint8Array.of(0, 80, 160, 240);

  test.each([
    ['grey', { channels: 1, data: levels }, [0, 0, 0, 255, 80, 80, 80, 255]],
    [
      'RGB',
      { channels: 3, data: Uint8Array.from({ length: 12 }, (_, i) => i) },
      [0, 1, 2, 255, 3, 4, 5, 255],
    ],
    [
      '16 bits',
      { channels: 1, depth: 16, data: Uint16Array.of(0, 0x5000, 0, 0) },
      [0, 0, 0, 255, 80, 80, 80, 255],
    ],
  ] as const)('of %s', (_, image, expected) => {
    const [canvas] = canvasesOfPng(encode({ width: 2, height: 2, ...image }));
    expect(canvas).toMatchObject({ width: 2, height: 2 });
    expect([...(canvas?.rgba.subarray(0, 8) ?? [])]).toEqual(expected);
  });

  test('that is cut off', () => {
    const file = encode({ width: 2, height: 2, channels: 1, data: levels });
    expect(() => canvasesOfPng(file.subarray(0, 40))).toThrow();
  });
});

test('enlarged and shrunk again, an image is what it was', () => {
  fc.assert(
    fc.property(canvases, fc.integer({ min: 1, max: 4 }), (canvas, factor) => {
      expect(shrink(enlarge(canvas, factor), canvas.width)).toEqual(canvas);
    }),
  );
});

describe('images in a terminal', () => {
  const png = (width: number) =>
    encode({ width, height: width, channels: 1, data: new Uint8Array(width * width).fill(200) });

  test('stand beside each other, as many as there is room for', () => {
    const { terminal } = testTerminal({ columns: 60, rows: 24 });
    const drawing = drawImages(
      Array.from({ length: 10 }, () => png(28)),
      'blocks',
      terminal,
    );
    const rows = readHalfBlocks(drawing.text);
    // Two of 28 columns and a gap; one row of them, since the second would leave the screen.
    expect(drawing).toMatchObject({ total: 10, shown: 2 });
    expect(rows).toHaveLength(28);
    expect(rows[0]?.slice(27, 31)).toEqual([
      [200, 200, 200],
      undefined,
      undefined,
      [200, 200, 200],
    ]);
  });

  test('are made as wide as the terminal at most', () => {
    const { terminal } = testTerminal({ columns: 20, rows: 24 });
    const [row] = readHalfBlocks(drawImages([png(56)], 'blocks', terminal).text);
    expect(row).toHaveLength(20);
  });

  test('are enlarged where pixels are small', () => {
    const { terminal } = testTerminal({ columns: 80, rows: 24 });
    expect(readKitty(drawImages([png(28)], 'kitty', terminal).text).width).toBe(112);
    expect(readSixel(drawImages([png(28)], 'sixel', terminal).text).width).toBe(112);
    expect(readITerm2(drawImages([png(28)], 'iterm2', terminal).text).width).toBe(112);
  });

  test('are left out where they are no PNGs', () => {
    const { terminal } = testTerminal({});
    const webp = new TextEncoder().encode('RIFF....WEBP');
    expect(drawImages([webp], 'blocks', terminal)).toEqual({ text: '', total: 0, shown: 0 });
  });
});
