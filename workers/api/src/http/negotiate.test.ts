import { expect, test } from 'vitest';
import { negotiate } from './negotiate.ts';

const offered = ['image/png', 'application/json'] as const;

test.each([
  [undefined, 'image/png'],
  ['', 'image/png'],
  ['*/*', 'image/png'],
  ['image/*', 'image/png'],
  ['application/*', 'application/json'],
  ['application/json', 'application/json'],
  ['APPLICATION/JSON', 'application/json'],
  ['text/html, application/json', 'application/json'],
  ['application/json, image/png', 'image/png'],
  ['application/json, */*', 'application/json'],
  ['application/json;q=0.1, */*', 'image/png'],
  ['image/png;q=0.2, application/json;q=0.3', 'application/json'],
  ['image/png;q=0, */*', 'application/json'],
  ['image/png;q=0.000, image/*;q=0.001', undefined],
  ['application/json; charset=utf-8', 'application/json'],
  ['*/*;q=0', undefined],
  ['image/gif', undefined],
  ['image/png;q=2', undefined],
  ['nonsense', undefined],
])('Accept %s chooses %s', (accept, expected) => {
  expect(negotiate(accept, offered)).toBe(expected);
});
