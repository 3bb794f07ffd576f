import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { duration } from './duration.ts';
import { type FrameContent, frameOf } from './frame.ts';
import { sparkline } from './sparkline.ts';

const content: FrameContent = {
  title: { preset: 'smoke', data: 'Fashion-MNIST', backend: 'wasm', path: 'runs/a', epochs: 4 },
  reading: {
    ...{ step: 250, epoch: 2, images: 4000, totalImages: 16_000 },
    ...{ imagesPerSecond: 312.4, secondsLeft: 1500, waitingShare: 0.012 },
    scalars: {
      'generator/total': 0.7123,
      'discriminator/total': 1.2,
      'discriminator/adversity': 1.2,
      'discriminator/real': 0.91,
      'discriminator/fake': -0.88,
      'discriminator/gradientNorm': 34.2,
      'discriminator/another term that is long': 1,
    },
  },
  courses: new Map([['generator', [3, 2, 1]]]),
  measured: [
    { epoch: 1, cfid: 9.8, ganTest: 0.8 },
    { epoch: 2, cfid: 12.31, ganTest: 0.883 },
  ],
};

describe('a frame', () => {
  const lines = stripVTControlCharacters(frameOf(content, 80)).split('\n');
  const line = (start: string) => lines.find((it) => it.startsWith(start));

  it('says where the run is, how fast and how long still', () => {
    expect(line('epoch 2 of 4')).toMatch(/^epoch 2 of 4 {2}━+─+ {2}25 %$/);
    const bar = line('epoch 2 of 4') ?? '';
    expect(bar.split('━').length * 3).toBeCloseTo(bar.split('─').length, -1);
    expect(line('312 images/s')).toMatch(/25 min left {3}4,000 of 16,000 {3}1\.2 % waiting$/);
  });

  it('shows each network with its loss, the course of it, and its terms', () => {
    expect(line('generator')).toMatch(/0\.712 {2}█▅▁/);
    expect(line('discriminator')).toMatch(/1\.200 .* D\(x\) 0\.910 {2}D\(G\(z\)\) -0\.880$/);
  });

  it('shows the last measure beside the best', () => {
    expect(line('cFID')).toMatch(/12\.31 {2}▁█ +best 9\.800 in epoch 1 {2}GAN-test 88\.3 %/);
  });

  it('fits one screen of 80 by 24', () => {
    expect(lines.length).toBeLessThan(24);
    expect(Math.max(...lines.map((it) => it.length))).toBeLessThanOrEqual(80);
  });
});

it('a sparkline is scaled to its range, and takes means where it is short of room', () => {
  expect(sparkline([0, 7], 9)).toBe('▁█');
  expect(sparkline([0, 0, 7, 7, Number.NaN], 2)).toBe('▁█');
  expect(sparkline([5, 5], 9)).toBe('▁▁');
  expect(sparkline([], 9)).toBe('');
});

it.each([
  [Number.NaN, '…'],
  [12.2, '13 s'],
  [59.6, '1 min'],
  [3599, '1 h 0 min'],
  [3900, '1 h 5 min'],
])('%d seconds are %s', (seconds, expected) => {
  expect(duration(seconds)).toBe(expected);
});
