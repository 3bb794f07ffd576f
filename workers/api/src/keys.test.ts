import { sha256Hex } from '@comfy-edge/model';
import { expect, test } from 'vitest';
import { findApiKey, parseApiKeys } from './keys.ts';

const hashOf = (key: string) => sha256Hex(new TextEncoder().encode(key));

test('a key is found by its hash, with its own scopes', async () => {
  const configured = `${await hashOf('one')}:images:write, ${await hashOf('two')}:models:write+images:write`;
  const keys = parseApiKeys(configured);
  expect([...((await findApiKey(keys, 'one'))?.scopes ?? [])]).toEqual(['images:write']);
  expect((await findApiKey(keys, 'two'))?.scopes.size).toBe(2);
  expect(await findApiKey(keys, 'three')).toBeUndefined();
  expect(await findApiKey(keys, '')).toBeUndefined();
  expect(await findApiKey(keys, await hashOf('one'))).toBeUndefined();
});

test('no configuration is no keys', async () => {
  expect(parseApiKeys('')).toEqual([]);
  expect(await findApiKey([], 'one')).toBeUndefined();
});

test.each([
  'x',
  'abc:images:write',
  `${'0'.repeat(64)}`,
  `${'0'.repeat(64)}:`,
  `${'0'.repeat(64)}:images:read`,
  `${'A'.repeat(64)}:images:write`,
])('%s is refused', (configured) => {
  expect(() => parseApiKeys(configured)).toThrow(/expected/);
});
