import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeLatent, encodeLatent } from './latent-text.ts';

const value = fc.float({ min: -1e6, max: 1e6, noNaN: true });

test('a latent is its text and back, to the bit', () => {
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 100 }), (values) => {
      const latent = Float32Array.from(values);
      expect(decodeLatent(encodeLatent(latent))).toEqual(latent);
    }),
  );
  expect(encodeLatent(Float32Array.of(1))).toBe('AACAPw==');
});

test.each([
  ['nothing', ''],
  ['no base64', '#'],
  ['half a value', 'AAA='],
  ['another spelling', 'AACAPx=='],
  ['too little padding', 'AACAPw'],
  ['not a number', 'AADAfw=='],
  ['infinity', 'AACAfw=='],
  ['a value beyond all measure', encodeLatent(Float32Array.of(2e6))],
])('%s is no latent', (_, text) => {
  expect(decodeLatent(text)).toBeUndefined();
});
