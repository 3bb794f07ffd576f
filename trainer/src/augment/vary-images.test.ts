import { RandomStream } from '@comfy-edge/model';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { bootBackend } from '../backend/boot.ts';
import { largestDifference, sampleTensor } from '../backend/compare-backends.fixture.ts';
import { drawVariations, type Variation, variationKinds } from './draw-variations.ts';
import { varyImages } from './vary-images.ts';

const size = { height: 8, width: 6, channels: 3 };
const identity: Variation = {
  shift: [0, 0],
  hole: { top: 0, left: 0, side: 0 },
  brightness: 0,
  saturation: 1,
  contrast: 1,
};

beforeAll(async () => {
  await bootBackend('wasm');
});

/** Varies one grey image of 3×3 by hand-countable numbers. */
function varied(variation: Partial<Variation>): number[] {
  return tf.tidy(() => {
    const image = tf.tensor4d([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 3, 3, 1]);
    return Array.from(varyImages(image, [{ ...identity, ...variation }]).dataSync());
  });
}

describe('varyImages', () => {
  it('shifts down and right, grey coming in', () => {
    expect(varied({ shift: [1, 0] })).toEqual([0, 0, 0, 1, 2, 3, 4, 5, 6]);
    expect(varied({ shift: [0, 1] })).toEqual([0, 1, 2, 0, 4, 5, 0, 7, 8]);
    expect(varied({ shift: [-2, -1] })).toEqual([8, 9, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('blanks a square, also one that reaches over the edge', () => {
    expect(varied({ hole: { top: 1, left: 1, side: 2 } })).toEqual([1, 2, 3, 4, 0, 0, 7, 0, 0]);
    expect(varied({ hole: { top: -1, left: -1, side: 2 } })).toEqual([0, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('brightens, and stretches contrast about the mean', () => {
    expect(varied({ brightness: 0.5 })[0]).toBeCloseTo(1.5, 6);
    expect(varied({ contrast: 0.5 }).map((it) => it.toFixed(3))).toEqual(
      [3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7].map((it) => it.toFixed(3)),
    );
  });

  it('takes the colour out and leaves the mean of each pixel', () => {
    const grey = tf.tidy(() => {
      const image = tf.tensor4d([0, 0.3, 0.6, 1, -1, 0], [1, 1, 2, 3]);
      const faded = { ...identity, saturation: 0 };
      return Array.from(varyImages(image, [faded]).dataSync());
    });
    for (const [index, value] of [0.3, 0.3, 0.3, 0, 0, 0].entries()) {
      expect(grey[index]).toBeCloseTo(value, 6);
    }
  });

  it('gives each image its own variation', () => {
    const [first, second] = tf.tidy(() => {
      const images = tf.ones([2, 2, 2, 1]) as tf.Tensor4D;
      const variations = [identity, { ...identity, shift: [1, 0] } as const];
      return tf.unstack(varyImages(images, variations)).map((it) => Array.from(it.dataSync()));
    });
    expect(first).toEqual([1, 1, 1, 1]);
    expect(second).toEqual([0, 0, 1, 1]);
  });

  it('lets gradients through, once and twice, as plain JavaScript does', async () => {
    const options = { kinds: variationKinds, probability: 0.8 };
    const variations = drawVariations(5, size, options, new RandomStream({ seed: 2, stream: 0 }));
    const difference = await largestDifference(() => {
      const images = sampleTensor([5, 8, 6, 3], 1);
      const energy = (x: tf.Tensor) =>
        tf.sum(tf.square(tf.square(varyImages(x as tf.Tensor4D, variations))));
      const slope = tf.grad(energy);
      const curvature = tf.grad((x) => tf.sum(tf.square(slope(x))));
      return [slope(images), curvature(images)];
    });
    expect(difference).toBeLessThan(1e-4);
  });
});

describe('drawVariations', () => {
  const draw = (probability: number, count = 4000) =>
    drawVariations(
      count,
      size,
      { kinds: variationKinds, probability },
      new RandomStream({ seed: 1, stream: 3 }),
    );

  it('applies each kind as often as asked', () => {
    expect(draw(0, 50)).toEqual(Array(50).fill(identity));
    const holes = draw(0.3).filter(({ hole }) => hole.side > 0).length;
    const coloured = draw(0.3).filter(({ brightness }) => brightness !== 0).length;
    for (const count of [holes, coloured]) expect(count / 4000).toBeCloseTo(0.3, 1);
  });

  it('stays within an eighth of the image and within half of brightness', () => {
    for (const { shift, brightness, contrast } of draw(1)) {
      expect(Math.abs(shift[0])).toBeLessThanOrEqual(1);
      expect(Math.abs(shift[1])).toBeLessThanOrEqual(1);
      expect(Math.abs(brightness)).toBeLessThanOrEqual(0.5);
      expect(Math.abs(contrast - 1)).toBeLessThanOrEqual(0.5);
    }
  });

  it('draws the same from the same stream, and only the kinds that are asked for', () => {
    expect(draw(0.5)).toEqual(draw(0.5));
    const options = { kinds: ['cutout'], probability: 1 } as const;
    const random = new RandomStream({ seed: 1, stream: 3 });
    for (const { shift, contrast } of drawVariations(20, size, options, random)) {
      expect([shift, contrast]).toEqual([[0, 0], 1]);
    }
  });
});
