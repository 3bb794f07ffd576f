/** The service about itself: whether it is alive, whether it can work, and its contract. */

import type { components } from '@comfy-edge/contract';
import { openapiDocument } from '@comfy-edge/contract/document';
import { engineId } from '@comfy-edge/runtime';
import { Hono } from 'hono';
import { etag } from 'hono/etag';
import { CanaryStore } from '../canary/canary-store.ts';
import { Database } from '../database.ts';
import type { AppEnv, Bindings } from '../env.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { Machinery } from '../models/use-version.ts';
import { type Answer, askParts, isInTheWay, type PartState } from '../readiness/parts.ts';
import { serviceParts } from '../readiness/service-parts.ts';

type Schemas = components['schemas'];

export function serviceRoutes(machinery: Machinery): Hono<AppEnv> {
  const app = new Hono<AppEnv>();

  app.get('/healthz', (c) => {
    const health: Schemas['Health'] = { status: 'ok', engineId };
    return c.json(health, 200, { 'Cache-Control': 'no-store' });
  });

  app.get('/readyz', async (c) => {
    const answers = await askParts(serviceParts(c, machinery));
    const parts = answers.map(({ name, state, needed }): PartState => ({ name, state, needed }));
    if (answers.some(isInTheWay)) throw notReady(answers, parts);
    const deployment = c.env.CF_VERSION_METADATA?.id;
    const readiness: Schemas['Readiness'] = {
      ...{ status: 'ready', engineId, parts, determinism: await readDeterminism(c.env) },
      ...(deployment && { deployment }),
    };
    return c.json(readiness, 200, { 'Cache-Control': 'no-store' });
  });

  app.get('/openapi.json', etag(), (c) =>
    c.json(openapiDocument, 200, { 'Cache-Control': 'no-cache' }),
  );

  return app;
}

async function readDeterminism({ DB }: Bindings): Promise<Schemas['Determinism']> {
  const last = await new CanaryStore(new Database(DB)).last();
  if (last === undefined) return { state: 'unchecked' };
  const checkedAt = new Date(last.checkedAt).toISOString();
  if (last.outcome === 'failed') return { state: 'unknown', checkedAt };
  const changed = last.detail.split(', ').filter(Boolean);
  return { state: last.outcome, checkedAt, ...(changed.length > 0 && { changed }) };
}

function notReady(answers: readonly Answer[], parts: readonly PartState[]): ProblemError {
  const broken = answers.filter(isInTheWay);
  const states = broken.map(({ name, state }) => `${name} ${state}`).join(', ');
  const causes = broken.flatMap(({ cause }) => (cause === undefined ? [] : [cause]));
  return new ProblemError('not_ready', `expected every needed part to be ok, got ${states}`, {
    cause: new AggregateError(causes),
    members: { parts },
  });
}
