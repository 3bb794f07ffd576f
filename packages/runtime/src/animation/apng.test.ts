import { decodeApng } from 'fast-png';
import { describe, expect, test } from 'vitest';
import type { Image } from '../pixels.ts';
import { encodeApng } from './apng.ts';

const frameOf = (seed: number, channels: 1 | 3): Image => ({
  pixels: Uint8Array.from({ length: 12 * 10 * channels }, (_, i) => (i * (seed + 3)) % 251),
  height: 12,
  width: 10,
  channels,
});

describe('encodeApng', () => {
  test.each([
    1, 3,
  ] as const)('%i channels decode to the very frames, with their times', (channels) => {
    const frames = [0, 1, 2].map((seed) => frameOf(seed, channels));
    const decoded = decodeApng(encodeApng(frames, { frameMs: 80 }));
    expect(decoded).toMatchObject({ width: 10, height: 12, numberOfFrames: 3, numberOfPlays: 0 });
    expect(decoded.frames.map(({ data }) => new Uint8Array(data))).toEqual(
      frames.map(({ pixels }) => pixels),
    );
    for (const { delayNumber, delayDenominator } of decoded.frames) {
      expect(delayNumber / delayDenominator).toBe(0.08);
    }
  });

  test('one frame is an animation, too, and plays are counted', () => {
    const decoded = decodeApng(encodeApng([frameOf(1, 1)], { frameMs: 0, plays: 2 }));
    expect(decoded).toMatchObject({ numberOfFrames: 1, numberOfPlays: 2 });
  });

  test('refuses what is no animation', () => {
    expect(() => encodeApng([], { frameMs: 80 })).toThrow('at least one frame, got none');
    expect(() => encodeApng([frameOf(1, 1), frameOf(1, 3)], { frameMs: 80 })).toThrow(
      'expected frames of 12×10×1, got 12×10×3',
    );
    expect(() => encodeApng([frameOf(1, 1)], { frameMs: 65_536 })).toThrow(/frameMs .* got 65536/);
    expect(() => encodeApng([frameOf(1, 1)], { frameMs: 80, plays: -1 })).toThrow(
      /plays .* got -1/,
    );
  });
});
