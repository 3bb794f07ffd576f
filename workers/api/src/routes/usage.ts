/** `GET /v1/usage`: what keys have used, by day and model. */

import type { components } from '@comfy-edge/contract';
import { Hono } from 'hono';
import { authenticate } from '../auth/authenticate.ts';
import { Database } from '../database.ts';
import type { AppEnv } from '../env.ts';
import { dayText, parseUsageRequest, usageCursor } from '../usage/usage-request.ts';
import { type StoredUsage, UsageStore } from '../usage/usage-store.ts';

type Schemas = components['schemas'];

export function usageRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();

  app.get('/v1/usage', async (c) => {
    const caller = await authenticate(c);
    c.get('log').keyId = caller.keyId;
    const query = parseUsageRequest(c.req.query(), caller, Date.now());
    const { limit } = query;
    const store = new UsageStore(new Database(c.env.DB));
    const found = await store.read({ ...query, limit: limit + 1 });
    const shown = found.slice(0, limit);
    const last = shown.at(-1);
    const page: Schemas['UsagePage'] = {
      ...{ from: dayText(query.fromDay), to: dayText(query.toDay), usage: shown.map(describe) },
      ...(found.length > limit && last !== undefined && { nextCursor: usageCursor(last) }),
    };
    return c.json(page, 200, { 'Cache-Control': 'no-store' });
  });

  return app;
}

function describe({ day, keyId, model, ...counts }: StoredUsage): Schemas['Usage'] {
  const { requests, images, cpuMs, errors } = counts;
  return {
    ...{ day: dayText(day), key: keyId, ...(model !== '' && { model }) },
    ...{ requests, images, errors },
    // Estimates need no more places.
    estimatedCpuMs: Math.round(cpuMs * 10) / 10,
  };
}
