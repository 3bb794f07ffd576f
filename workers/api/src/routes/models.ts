/**
 * Reading about models: public, cacheable for ever where the answer cannot change, and asked for again
 * by `If-None-Match` where it carries an `ETag`.
 */

import type { components } from '@comfy-edge/contract';
import { countMultiplyAdds, type Digest, type Manifest, parseManifest } from '@comfy-edge/model';
import { Hono } from 'hono';
import { etag } from 'hono/etag';
import type { AppEnv } from '../env.ts';
import { checkParameter, expecting } from '../http/check.ts';
import { limitParameter } from '../http/limit-parameter.ts';
import { digestParameter, nameFromCursor, nameParameter } from '../models/model-reference.ts';
import { blobsOf } from '../models/publisher.ts';
import { modelNotFound, Registry } from '../models/registry.ts';
import { metricsOf, type VersionRow } from '../registry/version-store.ts';
import { aliasBody } from './aliases.ts';

type Schemas = components['schemas'];

const versionsShown = 100;

export function modelsRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();

  app.get('/v1/models', async (c) => {
    const limit = limitParameter(c.req.query('limit'));
    const after = cursorParameter(c.req.query('cursor'));
    const rows = await new Registry(c.env).versions.listModels(limit + 1, after);
    const shown = rows.slice(0, limit);
    const models = shown.map(({ name, latest }) => (latest === null ? { name } : { name, latest }));
    const last = shown.at(-1)?.name;
    const page: Schemas['ModelPage'] =
      rows.length > limit && last !== undefined ? { models, nextCursor: btoa(last) } : { models };
    return c.json(page, 200, { 'Cache-Control': 'no-store' });
  });

  app.get('/v1/models/:model', async (c) => {
    const name = nameParameter('model', c.req.param('model'));
    const { aliases, versions } = new Registry(c.env);
    const [named, newest, summary] = await Promise.all([
      aliases.list(name),
      versions.list(name, versionsShown),
      versions.summary(name),
    ]);
    if (newest.length === 0) throw modelNotFound(name, { parameter: 'model' });
    const model: Schemas['Model'] = {
      name,
      aliases: named.map(aliasBody),
      versions: newest.map(listedVersion),
      versionCount: summary.versions,
      counter: summary.counter,
    };
    return c.json(model, 200, { 'Cache-Control': 'no-store' });
  });

  app.get('/v1/models/:model/versions/:digest', etag(), async (c) => {
    const model = nameParameter('model', c.req.param('model'));
    const digest = digestParameter('digest', c.req.param('digest'));
    const bytes = await new Registry(c.env).readManifest(model, digest, { parameter: 'digest' });
    // `etag` hashes the body: another deployment may tell more of the same manifest.
    return c.json(summarize(model, digest, parseManifest(bytes), bytes.length), 200, {
      'Cache-Control': 'public, max-age=31536000, immutable',
    });
  });

  return app;
}

/** Of a version, what stands in a list. */
function listedVersion(row: VersionRow): Schemas['ListedVersion'] {
  const { digest, published_at, title, preset, seed, steps, data_name, publisher, counter } = row;
  const { data_sha256, parent_kind, parent_sha256, expires_at } = row;
  return {
    digest,
    publishedAt: new Date(published_at).toISOString(),
    title,
    metrics: { ...metricsOf(row) },
    lineage: {
      run: { preset, seed, steps },
      data: { name: data_name, ...(data_sha256 !== null && { sha256: data_sha256 }) },
      ...(parent_kind !== null &&
        parent_sha256 !== null && { parent: { kind: parent_kind, sha256: parent_sha256 } }),
    },
    ...(publisher !== null &&
      counter !== null &&
      expires_at !== null && {
        publication: { publisher, counter, expiresAt: new Date(expires_at).toISOString() },
      }),
  };
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
