import { canonicalJson } from '@comfy-edge/model';
import { expect, test } from 'vitest';
import { encodeLatent } from '../recipe/latent-text.ts';
import { outputOf, parseReceipt, type Receipt, receiptText, recipeOf } from './receipt.ts';

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
  ['a book', JSON.stringify('x'.repeat(9000)), 'expected at most 8192 characters'],
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

const { class: _, ...nameless } = receipt;
const latent = encodeLatent(Float32Array.of(1, 2));
const around: Receipt = { ...receipt, truncation: 1, latent, strength: 0.3 };
const [a, b] = [
  { seed: 1, class: 'star' },
  { latent, class: 'star', directions: [{ index: 0, amount: -1 }] },
];
const path: Receipt = { ...nameless, seed: 0, n: 120, path: { waypoints: [a, b], loop: true } };
const frame: Receipt = { ...nameless, seed: 0, path: { waypoints: [a, b], position: 0.5 } };
const animation: Receipt = { ...path, format: 'gif', frameMs: 80 };
const against = { model: 'other', digest: 'd'.repeat(64) };

test.each([
  ['variations', around],
  ['a path', path],
  ['a frame', frame],
  ['a frame at a latent', { ...frame, path: { waypoints: [b], position: 0 } }],
  ['an animation', animation],
  ['a comparison', { ...receipt, against }],
])('the receipt of %s is its text and back', (_what, it) => {
  const parsed = parseReceipt(receiptText(it));
  expect(parsed).toEqual(it);
  expect(receiptText({ ...parsed, ...recipeOf(parsed), ...outputOf(parsed) })).toBe(
    receiptText(it),
  );
});

test.each<[string, object, string]>([
  ['a latent that is none', { ...around, latent: 'x' }, 'another latent'],
  ['a latent that is truncated', { ...around, truncation: 0.5 }, 'a latent as it is'],
  ['a latent without a class', { ...around, class: undefined }, 'class and strength'],
  ['a strength alone', { ...receipt, strength: 0.3 }, 'a strength beside a latent'],
  ['a latent and a path', { ...path, latent, strength: 0.3 }, 'a latent or a path'],
  ['a path with a seed', { ...path, seed: 1 }, 'seeds, classes and directions at'],
  ['a path of one waypoint', { ...path, path: { waypoints: [a] } }, 'two waypoints'],
  ['a path that turns', { ...path, path: { waypoints: [a, b], turn: true } }, 'another path'],
  ['a waypoint of both', { ...path, path: { waypoints: [{ ...a, latent }, b] } }, 'another path'],
  ['a waypoint of none', { ...path, path: { waypoints: [{ class: 'x' }, b] } }, 'another path'],
  ['121 frames', { ...path, n: 121 }, 'another n'],
  ['65 images', { ...receipt, n: 65 }, 'at most 64 images'],
  ['33 pairs', { ...receipt, n: 33, against }, 'at most 32 pairs'],
  ['two frames at a position', { ...frame, n: 2 }, 'one image alone'],
  ['a frame at a seed', { ...frame, path: { waypoints: [a], position: 0 } }, 'a position at'],
  [
    'a position at the end',
    { ...frame, path: { waypoints: [a, b], position: 1 } },
    'a position at',
  ],
  ['an animation of seeds', { ...receipt, frameMs: 80 }, 'a path to be animated'],
  ['an animation as JPEG', { ...path, frameMs: 80 }, 'the format of an animation'],
  ['a sheet as GIF', { ...path, format: 'gif' }, 'the format of stills'],
  ['a path of two versions', { ...path, against }, 'a path of one version'],
])('%s is no receipt', (_what, fields, message) => {
  expect(() => parseReceipt(canonicalJson(JSON.parse(JSON.stringify(fields))))).toThrow(message);
});
