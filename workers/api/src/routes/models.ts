/**
 * Reading about models: public, cacheable for ever where the answer cannot change, and asked for again
 * by `If-None-Match` where it carries an `ETag`.
 */

import type { components } from '@comfy-edge/contract';
import { countMultiplyAdds, type Digest, type Manifest, parseManifest } from '@comfy-edge/model';
import { type Context, Hono } from 'hono';
import { etag } from 'hono/etag';
import type { AppEnv } from '../env.ts';
import { checkParameter, expecting } from '../http/check.ts';
import { limitParameter } from '../http/limit-parameter.ts';
import { digestParameter, nameFromCursor, nameParameter } from '../models/model-reference.ts';
import { blobsOf } from '../models/publisher.ts';
import { modelNotFound, Registry } from '../models/registry.ts';
import { Storage } from '../models/storage.ts';

type Schemas = components['schemas'];

const versionsShown = 100;

export function modelsRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();

  app.get('/v1/models', async (c) => {
    const limit = limitParameter(c.req.query('limit'));
    const after = cursorParameter(c.req.query('cursor'));
    const registry = registryOf(c);
    const names = await registry.listModels(limit + 1, after);
    const shown = names.slice(0, limit);
    const models = await Promise.all(
      shown.map(async (name) => {
        const latest = await registry.findAlias(name, 'latest');
        return latest === undefined ? { name } : { name, latest: latest.digest };
      }),
    );
    const last = shown.at(-1);
    const page: Schemas['ModelPage'] =
      names.length > limit && last !== undefined ? { models, nextCursor: btoa(last) } : { models };
    return c.json(page, 200, { 'Cache-Control': 'no-store' });
  });

  app.get('/v1/models/:model', async (c) => {
    const name = nameParameter('model', c.req.param('model'));
    const registry = registryOf(c);
    const [aliases, versions] = await Promise.all([
      registry.listAliases(name),
      registry.listVersions(name),
    ]);
    if (versions.length === 0) throw modelNotFound(name, { parameter: 'model' });
    const model: Schemas['Model'] = {
      name,
      aliases,
      versions: versions.slice(0, versionsShown),
      versionCount: versions.length,
    };
    return c.json(model, 200, { 'Cache-Control': 'no-store' });
  });

  app.get('/v1/models/:model/versions/:digest', etag(), async (c) => {
    const model = nameParameter('model', c.req.param('model'));
    const digest = digestParameter('digest', c.req.param('digest'));
    const bytes = await registryOf(c).readManifest(model, digest, { parameter: 'digest' });
    // `etag` hashes the body: another deployment may tell more of the same manifest.
    return c.json(summarize(model, digest, parseManifest(bytes), bytes.length), 200, {
      'Cache-Control': 'public, max-age=31536000, immutable',
    });
  });

  app.get('/v1/models/:model/aliases/:alias', etag(), async (c) => {
    const model = nameParameter('model', c.req.param('model'));
    const name = nameParameter('alias', c.req.param('alias'));
    const stored = await registryOf(c).readAlias(model, name);
    const body: Schemas['ModelAlias'] = { alias: stored.alias, digest: stored.digest };
    return c.json(body, 200, { 'Cache-Control': 'no-cache', ETag: `"${stored.etag}"` });
  });

  return app;
}

function registryOf(c: Context<AppEnv>): Registry {
  return new Registry(new Storage(c.env.MODELS));
}

function summarize(
  model: string,
  digest: Digest,
  manifest: Manifest,
  manifestBytes: number,
): Schemas['ModelVersion'] {
  const { title, description, createdAt, classes, image, latent, metrics, data, licence } =
    manifest;
  const { preset, seed, steps, images } = manifest.training;
  const blobs = blobsOf(manifest);
  return {
    model,
    digest,
    title,
    description,
    createdAt,
    classes: [...classes],
    image,
    latent,
    multiplyAdds: countMultiplyAdds(manifest.networks.generator.graph),
    metrics,
    training: { preset, seed, steps, images },
    data,
    licence,
    blobs,
    sizeBytes: blobs.reduce((sum, { sizeBytes }) => sum + sizeBytes, manifestBytes),
  };
}

/** A cursor is the last name of the page before, in base64: opaque, and harmless when forged. */
function cursorParameter(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const isCursor = (input: unknown) => nameFromCursor(String(input)) !== undefined;
  checkParameter(expecting('nextCursor of the page before', isCursor), 'cursor', value);
  return nameFromCursor(value);
}
