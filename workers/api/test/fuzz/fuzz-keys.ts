/** The keys that the fuzzer sends, made for it, and those that its requests are about. */

import { type Scope, scopes } from '../../src/auth/scopes.ts';
import type { Send } from './fuzz-request.ts';
import type { Keys } from './operation-requests.ts';
import type { Pool } from './schema-values.ts';

export interface FuzzKeys {
  /** By scope, and one that was revoked. */
  readonly keys: Keys & Readonly<Record<Scope, string>>;
  /** Ids of keys that nothing is sent with: they may be revoked. */
  readonly pool: Pool;
  /** Revokes all of them. */
  readonly revoke: () => Promise<void>;
}

/** @param adminKey may make keys */
export async function makeFuzzKeys(send: Send, adminKey: string): Promise<FuzzKeys> {
  const made: string[] = [];
  const headers = { Authorization: `Bearer ${adminKey}` };
  const make = async (...granted: Scope[]) => {
    const { response } = await send({
      ...{ method: 'POST', path: '/v1/keys' },
      headers: { ...headers, 'Content-Type': 'application/json' },
      body: JSON.stringify({ name: 'fuzzer', scopes: granted }),
    });
    if (!response.ok) throw new Error(`expected a key, got ${await response.text()}`);
    const created = (await response.json()) as { id: string; key: string };
    made.push(created.id);
    return created;
  };
  const revoke = async (id: string) => {
    const { response } = await send({ method: 'DELETE', path: `/v1/keys/${id}`, headers });
    if (!response.ok) throw new Error(`expected to revoke, got ${await response.text()}`);
    await response.arrayBuffer();
  };
  const keys: Record<string, string> = {};
  for (const scope of scopes) keys[scope] = (await make(scope)).key;
  const revoked = await make('admin');
  await revoke(revoked.id);
  const ids = [revoked.id];
  for (let i = 0; i < 4; i++) ids.push((await make('images:write')).id);
  return {
    keys: { ...(keys as Record<Scope, string>), revoked: revoked.key },
    pool: { KeyId: ids },
    revoke: async () => {
      for (const id of made) await revoke(id);
    },
  };
}
