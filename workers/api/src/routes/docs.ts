/**
 * `GET /docs`: the page that `scripts/make-assets.ts` makes. It is a static file like all that it loads, and
 * alone among them goes through the Worker, so that other methods are refused as they are everywhere.
 */

import { Hono } from 'hono';
import type { AppEnv } from '../env.ts';

export function docsRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();

  app.get('/docs', async (c) => {
    const page = await c.env.ASSETS?.fetch(c.req.raw);
    // What another service answered cannot be given a header.
    return page === undefined ? c.notFound() : new Response(page.body, page);
  });

  return app;
}
