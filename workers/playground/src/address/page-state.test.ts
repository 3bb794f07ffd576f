import { expect, test } from 'vitest';
import { formatState, initialState, type PageState, parseState } from './page-state.ts';

test('a link without anything is the page as it begins', () => {
  for (const hash of [
    '',
    '#',
    '#/',
    '#/create',
    '#/nowhere?seed=7x',
    '#?&&=',
    '#/create?seed=-1',
  ]) {
    expect(parseState(hash), hash).toEqual(initialState);
  }
  expect(formatState(initialState)).toBe('#/create');
});

test('what a link of a view says comes back from it', () => {
  const state: PageState = {
    ...initialState,
    view: 'explore',
    class: 'ankle-boot',
    seed: 0xffff_ffff,
    truncation: 0.55,
    steps: [
      { index: 0, amount: 2 },
      { index: 3, amount: -1.25 },
    ],
    blend: 'bag',
    mix: 0.4,
    show: { seed: 3, class: 't-shirt', steps: [{ index: 1, amount: 0.5 }] },
  };
  const hash = formatState(state);
  expect(hash).toBe(
    '#/explore?class=ankle-boot&truncation=0.55&show=3.t-shirt.1:0.5&seed=4294967295&steps=0:2_3:-1.25&blend=bag&mix=0.4',
  );
  expect(parseState(hash)).toEqual(state);
});

test('a link leaves alone what its view is not about', () => {
  const before: PageState = { ...initialState, view: 'explore', mix: 0.5, seed: 9 };
  const after = parseState('#/create?seed=4', before);
  expect(after).toEqual({ ...before, view: 'create', seed: 4 });
});

test.each([
  ['seed', '4294967296'],
  ['seed', '1e3'],
  ['n', '0'],
  ['n', '65'],
  ['size', '1025'],
  ['truncation', '1.1'],
  ['truncation', '-0'],
  ['format', 'gif'],
  ['class', 'A'],
  ['show', '42'],
  ['show', '4294967296.bag'],
  ['show', '1.bag.0:9'],
  ['show', '1.bag.64:1'],
])('a link with %s=%s is as one without', (key, value) => {
  expect(parseState(`#/create?${key}=${value}`)).toEqual(initialState);
});
