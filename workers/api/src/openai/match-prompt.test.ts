import { expect, test } from 'vitest';
import { classOfPrompt, synonyms } from './match-prompt.ts';

const fashion = [
  ...['t-shirt', 'trouser', 'pullover', 'dress', 'coat', 'sandal', 'shirt'],
  ...['sneaker', 'bag', 'ankle-boot'],
];

test.each([
  ['sneaker', 'sneaker'],
  ['Sneaker', 'sneaker'],
  ['  an ankle boot! ', 'ankle-boot'],
  ['a T-shirt', 't-shirt'],
  ['sneakers', 'sneaker'],
  ['dresses', 'dress'],
  ['pants', 'trouser'],
  ['a blouse', 'shirt'],
  ['Boots', 'ankle-boot'],
])('%j is %s', (prompt, expected) => {
  expect(fashion[classOfPrompt(prompt, fashion)]).toBe(expected);
});

test.each([
  'a red sneaker on the moon',
  'shoe',
  '',
  'constructor',
  '__proto__',
])('%j is refused with the names there are', (prompt) => {
  expect(() => classOfPrompt(prompt, fashion)).toThrow(
    /expected a prompt that names a class of the model \(t-shirt, trouser, .*ankle-boot\), got /,
  );
});

test('a synonym counts where the model has its class, and a name comes first', () => {
  expect(() => classOfPrompt('pants', ['circle'])).toThrow(/\(circle\)/);
  expect(classOfPrompt('pants', ['trouser', 'pants'])).toBe(1);
});

test('no word stands for two classes', () => {
  const words = Object.entries(synonyms).flatMap(([name, others]) => [name, ...others]);
  expect(new Set(words).size).toBe(words.length);
});
