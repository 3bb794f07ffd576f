import { expect, test } from 'vitest';
import { parseReceipt, type Receipt, receiptText } from './receipt.ts';

const receipt: Receipt = {
  ...{ version: 1, engine: 'a'.repeat(64), model: 'tiny', digest: 'b'.repeat(64) },
  ...{ seed: 4294967295, n: 1, class: 'star', truncation: 0.5 },
  ...{ format: 'jpeg', quality: 90, size: 56, resampling: 'lanczos', pixels: 'c'.repeat(64) },
};

test('a receipt is its text and back', () => {
  const text = receiptText(receipt);
  expect(text).toMatch(
    /^\{"class":"star","digest":"b+","engine":"a+","format":"jpeg","model":"tiny",/,
  );
  expect(parseReceipt(text)).toEqual(receipt);
});

test.each([
  ['no JSON', '{', 'expected JSON'],
  ['a list', '[]', 'expected a JSON object'],
  ['another spelling', `${receiptText(receipt)} `, 'expected canonical JSON'],
  ['a field too many', receiptText({ ...receipt, steps: 3 } as Receipt), 'expected no "steps"'],
  ['the prototype', '{"__proto__":1}', 'expected version, got none'],
  [
    'another version',
    receiptText({ ...receipt, version: 2 } as unknown as Receipt),
    'another version, got 2',
  ],
  ['a seed of 33 bits', receiptText({ ...receipt, seed: 2 ** 32 }), 'another seed, got 4294967296'],
  ['a digest that is none', receiptText({ ...receipt, pixels: 'x' }), 'another pixels, got "x"'],
  ['a book', JSON.stringify('x'.repeat(5000)), 'expected at most 4096 characters'],
])('%s is no receipt', (_, text, message) => {
  expect(() => parseReceipt(text)).toThrow(message);
});

test.each([
  'version',
  'engine',
  'model',
  'digest',
  'seed',
  'n',
  'truncation',
  'format',
  'pixels',
])('nothing is a receipt without %s', (name) => {
  const { [name as keyof Receipt]: _, ...rest } = receipt;
  expect(() => parseReceipt(receiptText(rest as Receipt))).toThrow(`expected ${name}, got none`);
});
