import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crc32 } from './crc32.ts';
import { drawKeyText, hashKeyText, isKeyId, parseKeyText } from './key-text.ts';

const DIGITS = /[0-9A-Za-z]/;

test('the checksum is the CRC-32 of PNG and zlib', () => {
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  expect(crc32(new Uint8Array(0))).toBe(0);
});

test('a key says its id, and is of the form that scanners look for', () => {
  const { id, text } = drawKeyText();
  expect(text).toMatch(/^cek_[0-9A-Za-z]{12}_[0-9A-Za-z]{49}$/);
  expect(text).toContain(`cek_${id}_`);
  expect(isKeyId(id)).toBe(true);
  expect(parseKeyText(text)).toEqual({ id, text });
});

test('the form never changes: a key of the first day', async () => {
  const text = 'cek_FirstKeyEver_00000000000000000000000000000000000000000002GmfEh';
  const key = parseKeyText(text);
  if (typeof key === 'string') throw new Error(`expected a key, got ${key}`);
  expect(key.id).toBe('FirstKeyEver');
  expect(await hashKeyText(key)).toBe(
    'a0dcb695c42eee4972385957330aab19910d1f542c98e202c6caa0699ab65248',
  );
});

test('no key is drawn twice, and all digits are', () => {
  const keys = Array.from({ length: 200 }, drawKeyText);
  expect(new Set(keys.map(({ id }) => id)).size).toBe(keys.length);
  const secrets = keys.map(({ text }) => text.slice('cek_123456789012_'.length, -6)).join('');
  const counts = new Map<string, number>();
  for (const digit of secrets) counts.set(digit, (counts.get(digit) ?? 0) + 1);
  expect(counts.size).toBe(62);
  // 8600 draws, 139 of each expected with a deviation of 12: no digit is twice as likely as another.
  expect(Math.max(...counts.values()) / Math.min(...counts.values())).toBeLessThan(2);
});

test('one character of another kind, or two that changed places, are found', () => {
  const position = fc.nat({ max: 65 });
  const digit = fc.stringMatching(/^[0-9A-Za-z]$/);
  fc.assert(
    fc.property(position, digit, (at, other) => {
      const { text } = drawKeyText();
      const wrong = text.slice(0, at) + other + text.slice(at + 1);
      fc.pre(wrong !== text && DIGITS.test(text.charAt(at)));
      expect(['malformed', 'mistyped']).toContain(parseKeyText(wrong));
    }),
  );
  fc.assert(
    fc.property(fc.integer({ min: 17, max: 64 }), (at) => {
      const { text } = drawKeyText();
      const swapped = `${text.slice(0, at)}${text.charAt(at + 1)}${text.charAt(at)}${text.slice(at + 2)}`;
      fc.pre(swapped !== text);
      expect(parseKeyText(swapped)).toBe('mistyped');
    }),
  );
});

test.each([
  '',
  'cek_',
  'wrong',
  'Cek_',
  'cek_%s\n',
  ' cek_%s',
  'cek_%s0',
  'sk_%s',
])('%j is none', (pattern) => {
  const { text } = drawKeyText();
  expect(parseKeyText(pattern.replace('%s', text.slice('cek_'.length)))).toBe('malformed');
});

test.each([
  '',
  'bootstrap',
  'FirstKeyEver0',
  'FirstKeyEve-',
  'FirstKeyEver\n',
])('%j is no id', (text) => {
  expect(isKeyId(text)).toBe(false);
});
