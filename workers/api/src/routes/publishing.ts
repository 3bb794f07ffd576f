/** Publishing models: every `PUT`, for keys with the scope `models:write`. */

import type { components } from '@comfy-edge/contract';
import { manifestLimits } from '@comfy-edge/model';
import type { Engine } from '@comfy-edge/runtime';
import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import type { AppEnv } from '../env.ts';
import { readBody, readJson } from '../http/body.ts';
import { checkBody } from '../http/check.ts';
import { ProblemError } from '../http/problem-error.ts';
import { showValue } from '../http/show-value.ts';
import { requireScope } from '../middleware/require-scope.ts';
import { digestParameter, digestSchema, nameParameter } from '../models/model-reference.ts';
import { type AliasCondition, Publisher } from '../models/publisher.ts';
import { aliasLimitBytes } from '../models/registry.ts';
import { Storage } from '../models/storage.ts';

type Schemas = components['schemas'];

const aliasSchema = v.strictObject({ digest: digestSchema });

export function publishingRoutes(bootEngine: () => Promise<Engine>): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const publisherOf = (c: Context<AppEnv>) =>
    new Publisher({ storage: new Storage(c.env.MODELS), bootEngine });

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
    const bytes = await readBody(c.req.raw, {
      contentType: 'application/json',
      limitBytes: manifestLimits.bytes,
    });
    const isNew = await publisherOf(c).putVersion(model, digest, bytes);
    const stored: Schemas['StoredVersion'] = { model, digest };
    return c.json(stored, isNew ? 201 : 200);
  });

  app.put('/v1/models/:model/aliases/:alias', requireScope('models:write'), async (c) => {
    const model = nameParameter('model', c.req.param('model'));
    const alias = nameParameter('alias', c.req.param('alias'));
    const condition = aliasCondition(c.req.header('If-Match'), c.req.header('If-None-Match'));
    const { digest } = checkBody(aliasSchema, await readJson(c.req.raw, aliasLimitBytes));
    Object.assign(c.get('log'), { model, digest });
    const { etag } = await publisherOf(c).putAlias(model, alias, digest, condition);
    const body: Schemas['ModelAlias'] = { alias, digest };
    return c.json(body, 'absent' in condition ? 201 : 200, { ETag: `"${etag}"` });
  });

  return app;
}

/** @throws ProblemError `precondition_required`, `invalid_request` */
function aliasCondition(
  ifMatch: string | undefined,
  ifNoneMatch: string | undefined,
): AliasCondition {
  if (ifMatch === undefined && ifNoneMatch === undefined) {
    throw new ProblemError(
      'precondition_required',
      'expected If-Match with an ETag or If-None-Match: *, got neither',
      { parameter: 'If-Match' },
    );
  }
  if (ifMatch !== undefined && ifNoneMatch !== undefined) {
    throw new ProblemError('invalid_request', 'expected If-Match or If-None-Match, got both', {
      parameter: 'If-Match',
    });
  }
  if (ifMatch !== undefined) {
    // Nothing but what R2's entity tags are made of: to R2, the tag `"*"` would match any object.
    const [, etag] = /^"([A-Za-z0-9-]{1,64})"$/.exec(ifMatch) ?? [];
    if (etag !== undefined) return { etag };
    throw new ProblemError(
      'invalid_request',
      `expected the alias's entity tag as it was read, got ${showValue(ifMatch)}`,
      { parameter: 'If-Match' },
    );
  }
  if (ifNoneMatch === '*') return { absent: true };
  throw new ProblemError('invalid_request', `expected *, got ${showValue(ifNoneMatch)}`, {
    parameter: 'If-None-Match',
  });
}
