/** For tests: random images of the kinds that an encoder treats differently, in odd sizes. */
import fc from 'fast-check';
import type { Image } from '../pixels.ts';
import { noise } from './noise.fixture.ts';

const side = fc.integer({ min: 1, max: 24 });
const slope = fc.oneof(fc.constant(0), fc.nat(255));

/** Flat or a slope, in some with sprinkles, in some with noise. */
export const anyImage: fc.Arbitrary<Image> = fc
  .record({
    height: side,
    width: side,
    channels: fc.constantFrom(1, 3),
    start: fc.nat(255),
    across: slope,
    down: slope,
    sprinkles: fc.array(fc.nat(24 * 24 * 3), { maxLength: 12 }),
    noiseMask: fc.constantFrom(0, 0, 1, 15, 255),
  })
  .map(({ height, width, channels, start, across, down, sprinkles, noiseMask }) => {
    const rowBytes = width * channels;
    const pixels = noise(height * rowBytes).map((byte, i) => {
      const y = Math.floor(i / rowBytes);
      return start + across * (i - y * rowBytes) + down * y + (byte & noiseMask);
    });
    for (const sprinkle of sprinkles) pixels[sprinkle % pixels.length] = sprinkle;
    return { pixels, height, width, channels };
  });
