/** Publishing models: blobs and versions, for keys with the scope `models:write`. */

import type { components } from '@comfy-edge/contract';
import { manifestLimits } from '@comfy-edge/model';
import type { Engine } from '@comfy-edge/runtime';
import { type Context, Hono } from 'hono';
import { Database } from '../database.ts';
import type { AppEnv } from '../env.ts';
import { readBody } from '../http/body.ts';
import { requireScope } from '../middleware/require-scope.ts';
import { digestParameter, nameParameter } from '../models/model-reference.ts';
import { Publisher } from '../models/publisher.ts';
import { Registry } from '../models/registry.ts';
import { authorOf, reasonParameter } from '../registry/author.ts';
import {
  type BelievedStatement,
  believeStatement,
  publicationHeader,
  statementMissing,
  takesUnsigned,
} from '../registry/believe-statement.ts';
import { PublisherStore } from '../registry/publisher-store.ts';

type Schemas = components['schemas'];

export function publishingRoutes(bootEngine: () => Promise<Engine>): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const publisherOf = (c: Context<AppEnv>) =>
    new Publisher({
      registry: new Registry(c.env),
      database: new Database(c.env.DB),
      bootEngine,
      author: authorOf(c),
    });

  app.put('/v1/blobs/:sha256', requireScope('models:write'), async (c) => {
    const sha256 = digestParameter('sha256', c.req.param('sha256'));
    const bytes = await readBody(c.req.raw, {
      contentType: 'application/octet-stream',
      limitBytes: manifestLimits.blobBytes,
    });
    const isNew = await publisherOf(c).putBlob(sha256, bytes);
    const stored: Schemas['StoredBlob'] = { sha256, sizeBytes: bytes.length };
    return c.json(stored, isNew ? 201 : 200);
  });

  app.put('/v1/models/:model/versions/:digest', requireScope('models:write'), async (c) => {
    const model = nameParameter('model', c.req.param('model'));
    const digest = digestParameter('digest', c.req.param('digest'));
    Object.assign(c.get('log'), { model, digest });
    // Before the body is read: without a statement nothing is stored, and nothing is run.
    const signed = await statementOf(c, model, digest);
    const bytes = await readBody(c.req.raw, {
      contentType: 'application/json',
      limitBytes: manifestLimits.bytes,
    });
    const isNew = await publisherOf(c).putVersion(model, digest, bytes, signed);
    const stored: Schemas['StoredVersion'] = { model, digest };
    return c.json(stored, isNew ? 201 : 200);
  });

  app.delete('/v1/models/:model/versions/:digest', requireScope('models:write'), async (c) => {
    const model = nameParameter('model', c.req.param('model'));
    const digest = digestParameter('digest', c.req.param('digest'));
    const reason = reasonParameter(c.req.query('reason'));
    Object.assign(c.get('log'), { model, digest });
    await new Registry(c.env).versions.delete(model, digest, reason, authorOf(c));
    return c.body(null, 204);
  });

  return app;
}

/** @throws ProblemError where it is not believed, or is missing and the deployment takes none without */
async function statementOf(
  c: Context<AppEnv>,
  model: string,
  digest: string,
): Promise<BelievedStatement | undefined> {
  const unsigned = takesUnsigned(c.env);
  const token = c.req.header(publicationHeader);
  if (token !== undefined) {
    const publishers = new PublisherStore(new Database(c.env.DB));
    return await believeStatement(token, { model, digest }, publishers);
  }
  if (unsigned) return undefined;
  throw statementMissing({ parameter: publicationHeader });
}
