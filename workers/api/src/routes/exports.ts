/**
 * `GET /v1/models/{model}/versions/{digest}/exports/{network}/{file}`: a version for plain TensorFlow.js
 * and for ONNX runtimes, from any page (https://fetch.spec.whatwg.org/#http-cors-protocol).
 */

import { sha256Hex } from '@comfy-edge/model';
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import type { AppEnv } from '../env.ts';
import { holds } from '../http/entity-tags.ts';
import { cacheControl } from '../images/file-answer.ts';
import { hasPublicImages, readImages } from '../middleware/read-images.ts';
import { exportNetwork } from '../models/export-network.ts';
import { digestParameter, nameParameter } from '../models/model-reference.ts';
import { Registry } from '../models/registry.ts';

const path = '/v1/models/:model/versions/:digest/exports/:network/:file';

export function exportsRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  // No cookies are read here, so any page may ask; a key goes in Authorization.
  const allowPages = cors({
    origin: '*',
    allowMethods: ['GET', 'HEAD'],
    allowHeaders: ['Authorization', 'X-Request-Id'],
    exposeHeaders: ['ETag', 'X-Request-Id'],
    maxAge: 86_400,
  });

  app.use(path, allowPages);
  app.get(path, readImages, async (c) => {
    const model = nameParameter('model', c.req.param('model'));
    const digest = digestParameter('digest', c.req.param('digest'));
    const { network, file } = c.req.param();
    Object.assign(c.get('log'), { model, digest });
    const registry = new Registry(c.env);
    const bytes = await exportNetwork(registry, { model, digest, network, file });
    const tag = `"${await sha256Hex(bytes)}"`;
    const headers = { ETag: tag, 'Cache-Control': cacheControl(hasPublicImages(c.env)) };
    if (holds(c.req.header('If-None-Match'), tag)) return c.body(null, 304, headers);
    const mediaType = file.endsWith('.json') ? 'application/json' : 'application/octet-stream';
    return c.body(bytes, 200, { ...headers, 'Content-Type': mediaType });
  });

  return app;
}
