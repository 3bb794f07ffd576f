/** The service about itself: its health and its contract. */

import type { components } from '@comfy-edge/contract';
import { openapiDocument } from '@comfy-edge/contract/document';
import type { Engine } from '@comfy-edge/runtime';
import { Hono } from 'hono';
import { etag } from 'hono/etag';
import type { AppEnv } from '../env.ts';
import { Storage } from '../models/storage.ts';

export function serviceRoutes(bootEngine: () => Promise<Engine>): Hono<AppEnv> {
  const app = new Hono<AppEnv>();

  app.get('/healthz', async (c) => {
    // Whether the object exists does not matter: that storage answers does.
    await new Storage(c.env.MODELS).head('healthz');
    const { id } = await bootEngine();
    const health: components['schemas']['Health'] = { status: 'ok', engineId: id };
    return c.json(health, 200, { 'Cache-Control': 'no-store' });
  });

  app.get('/openapi.json', etag(), (c) =>
    c.json(openapiDocument, 200, { 'Cache-Control': 'no-cache' }),
  );

  return app;
}
