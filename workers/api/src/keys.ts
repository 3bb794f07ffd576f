/**
 * API keys: random 256-bit tokens of which only the SHA-256 is stored, with scopes.
 * The store is a secret of the Worker, `API_KEYS`: `<sha256 hex>:<scope>+<scope>,…`.
 */

import { type Scope, scopes } from './scopes.ts';

export interface ApiKey {
  /** SHA-256 of the key. */
  readonly hash: Uint8Array;
  readonly scopes: ReadonlySet<Scope>;
}

/** @throws Error where the configuration is not what it must be; the message tells no key */
export function parseApiKeys(configured: string): ApiKey[] {
  const entries = configured.split(',').map((entry) => entry.trim());
  return entries.filter(Boolean).map((entry, index) => {
    const [, hex, list] = /^([0-9a-f]{64}):(.+)$/.exec(entry) ?? [];
    if (hex === undefined || list === undefined) {
      throw new Error(
        `API_KEYS, entry ${index}: expected <sha256 hex>:<scope>+<scope>, got other text`,
      );
    }
    return { hash: fromHex(hex), scopes: new Set(list.split('+').map(parseScope)) };
  });
}

/** The stored key that hashes like `presented`; every stored key is compared, in constant time. */
export async function findApiKey(
  keys: readonly ApiKey[],
  presented: string,
): Promise<ApiKey | undefined> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(presented));
  let found: ApiKey | undefined;
  for (const key of keys) {
    if (crypto.subtle.timingSafeEqual(key.hash, digest)) found = key;
  }
  return found;
}

function parseScope(text: string): Scope {
  const scope = scopes.find((it) => it === text);
  if (scope !== undefined) return scope;
  throw new Error(
    `API_KEYS: expected a scope of ${scopes.join(', ')}, got ${JSON.stringify(text)}`,
  );
}

function fromHex(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) =>
    Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16),
  );
}
