/** Garbage collection of the object storage: for keys with the scope `admin`. */

import type { components } from '@comfy-edge/contract';
import { Hono } from 'hono';
import * as v from 'valibot';
import { Database } from '../database.ts';
import type { AppEnv } from '../env.ts';
import { readJson } from '../http/body.ts';
import { checkBody, expecting, integerBetween, isTextBetween } from '../http/check.ts';
import { repeats } from '../middleware/repeats.ts';
import { requireScope } from '../middleware/require-scope.ts';
import { Storage } from '../models/storage.ts';
import { authorOf } from '../registry/author.ts';
import { collectGarbage, pageLimit } from '../registry/collect-garbage.ts';

type Schemas = components['schemas'];

const bodyLimitBytes = 4 * 1024;
const daySeconds = 24 * 60 * 60;

const collectionSchema = v.strictObject({
  dryRun: expecting<boolean>('true or false', (it) => typeof it === 'boolean'),
  graceSeconds: v.exactOptional(integerBetween(0, 365 * daySeconds)),
  limit: v.exactOptional(integerBetween(1, pageLimit)),
  cursor: v.exactOptional(
    expecting<string>('nextCursor of the page before', (it) => keyIn(it) !== undefined),
  ),
});

export function garbageRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();

  const path = '/v1/blobs/garbage-collections';

  app.post(path, requireScope('admin'), repeats(bodyLimitBytes), async (c) => {
    const body = checkBody(collectionSchema, await readJson(c.req.raw, bodyLimitBytes));
    const { dryRun, graceSeconds = daySeconds, limit = pageLimit, cursor } = body;
    const { examined, garbage, next } = await collectGarbage({
      storage: new Storage(c.env.MODELS),
      database: new Database(c.env.DB),
      author: authorOf(c),
      after: keyIn(cursor),
      ...{ dryRun, graceSeconds, limit },
    });
    const answer: Schemas['GarbageCollection'] = {
      ...{ dryRun, examined, garbage: garbage.map((it) => ({ ...it })) },
      sizeBytes: garbage.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
      ...(next === undefined ? {} : { nextCursor: btoa(next) }),
    };
    return c.json(answer, 200, { 'Cache-Control': 'no-store' });
  });

  return app;
}

/** Of objects whose keys are ASCII, as all of this service's are. */
function keyIn(cursor: unknown): string | undefined {
  if (!isTextBetween(cursor, 1, 1024)) return undefined;
  try {
    const key = atob(cursor);
    return /^[\x21-\x7e]{1,512}$/.test(key) ? key : undefined;
  } catch {
    return undefined;
  }
}
