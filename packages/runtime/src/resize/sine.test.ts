import { expect, test } from 'vitest';
import { sinPi } from './sine.ts';

test('agrees with Math.sin, and is 0 where sines are', () => {
  for (let x = -4; x <= 4; x += 1 / 512) {
    expect(Math.abs(sinPi(x) - Math.sin(Math.PI * (x % 2)))).toBeLessThan(2e-15);
  }
  expect([-2, -1, 0, 1, 2].map((x) => Math.abs(sinPi(x)))).toEqual([0, 0, 0, 0, 0]);
});
