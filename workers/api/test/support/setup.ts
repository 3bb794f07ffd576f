/** Before each file of tests: the database as its migrations make it, with the keys and the publisher of tests. */

import { applyD1Migrations } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { KeyStore } from '../../src/auth/key-store.ts';
import { hashKeyText, parseKeyText } from '../../src/auth/key-text.ts';
import type { Scope } from '../../src/auth/scopes.ts';
import { Database } from '../../src/database.ts';
import type { Author } from '../../src/registry/audit-log.ts';
import { PublisherStore } from '../../src/registry/publisher-store.ts';
import { publisherKey } from './publishers.ts';
import {
  adminKey,
  datasetsKey,
  expiredKey,
  imagesKey,
  modelsKey,
  revokedKey,
} from './test-keys.ts';

const createdAtMs = Date.UTC(2026, 0, 1);

const author: Author = { actor: 'bootstrap', requestId: 'setup' };

await applyD1Migrations(env.DB, env.MIGRATIONS);
await storeKeys(new Database(env.DB));
await new PublisherStore(new Database(env.DB)).add('of tests', publisherKey, author);

async function storeKeys(database: Database): Promise<void> {
  const store = new KeyStore(database);
  const add = async (text: string, scopes: readonly Scope[], expiresAtMs: number | null = null) => {
    const key = parseKeyText(text);
    if (typeof key === 'string') throw new Error(`expected a key, got one that is ${key}`);
    const name = `of tests: ${key.id}`;
    const about = { id: key.id, name, scopes, createdAtMs };
    await store.add({ ...about, expiresAtMs, quotas: {}, hash: await hashKeyText(key) }, author);
    return key.id;
  };
  await add(imagesKey, ['images:write']);
  await add(datasetsKey, ['datasets:write']);
  await add(modelsKey, ['models:write']);
  await add(adminKey, ['admin']);
  await add(expiredKey, ['admin'], createdAtMs + 1);
  const revokedAt = { reason: 'of tests', atMs: createdAtMs + 1 };
  await store.revoke(await add(revokedKey, ['admin']), revokedAt, author);
}
