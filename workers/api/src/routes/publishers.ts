/** Whose signatures this deployment believes: for keys with the scope `admin`. */

import type { components } from '@comfy-edge/contract';
import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { Database } from '../database.ts';
import type { AppEnv } from '../env.ts';
import { readJson } from '../http/body.ts';
import { checkBody, checkParameter, expecting, isTextBetween } from '../http/check.ts';
import { repeats } from '../middleware/repeats.ts';
import { requireScope } from '../middleware/require-scope.ts';
import { authorOf, reasonParameter } from '../registry/author.ts';
import { type Publisher, PublisherStore } from '../registry/publisher-store.ts';

type Schemas = components['schemas'];

const bodyLimitBytes = 4 * 1024;

const idSchema = expecting<string>(
  'a thumbprint of 43 characters, base64url',
  (input) => typeof input === 'string' && /^[A-Za-z0-9_-]{43}$/.test(input),
);
const keyHalf = expecting<string>(
  'base64url of 32 bytes',
  (input) => typeof input === 'string' && /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/.test(input),
);
const publisherSchema = v.strictObject({
  name: expecting<string>('a name of 1 to 100 characters', (it) => isTextBetween(it, 1, 100)),
  key: v.strictObject({
    kty: expecting<'OKP'>('OKP', (it) => it === 'OKP'),
    crv: expecting<'Ed25519'>('Ed25519', (it) => it === 'Ed25519'),
    x: keyHalf,
  }),
});

export function publishersRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const admins = requireScope('admin');
  const noStore = { 'Cache-Control': 'no-store' };

  app.get('/v1/publishers', admins, async (c) => {
    const publishers = await storeOf(c).list();
    const body: Schemas['Publishers'] = { publishers: publishers.map(publisherBody) };
    return c.json(body, 200, noStore);
  });

  app.post('/v1/publishers', admins, repeats(bodyLimitBytes), async (c) => {
    const { name, key } = checkBody(publisherSchema, await readJson(c.req.raw, bodyLimitBytes));
    const { publisher, isNew } = await storeOf(c).add(name, key, authorOf(c));
    return c.json(publisherBody(publisher), isNew ? 201 : 200, noStore);
  });

  app.delete('/v1/publishers/:publisher', admins, async (c) => {
    const id = checkParameter(idSchema, 'publisher', c.req.param('publisher'));
    const reason = reasonParameter(c.req.query('reason'));
    const { publisher, serving } = await storeOf(c).revoke(id, reason, authorOf(c));
    const body: Schemas['RevokedPublisher'] = { publisher: publisherBody(publisher), serving };
    return c.json(body, 200, noStore);
  });

  return app;
}

function storeOf(c: Context<AppEnv>): PublisherStore {
  return new PublisherStore(new Database(c.env.DB));
}

function publisherBody(publisher: Publisher): Schemas['Publisher'] {
  const { id, x, name, created_at, created_by, revoked_at } = publisher;
  return {
    id,
    name,
    key: { kty: 'OKP', crv: 'Ed25519', x },
    createdAt: new Date(created_at).toISOString(),
    createdBy: created_by,
    ...(revoked_at !== null && { revokedAt: new Date(revoked_at).toISOString() }),
  };
}
