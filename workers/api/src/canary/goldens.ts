/**
 * Golden images: what a model must make, as digests of whole files without a signature. `npm run deploy` makes
 * them in Node and records them with the deployment (`CANARY_GOLDENS`), so that they are rolled back with it.
 */

import { type Digest, isDigest } from '@comfy-edge/model';
import * as v from 'valibot';

const digest = v.custom<Digest>((input) => typeof input === 'string' && isDigest(input));

const schema = v.strictObject({
  model: v.string(),
  digest,
  engineId: v.string(),
  images: v.pipe(
    v.array(
      v.strictObject({
        class: v.string(),
        seed: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffff_ffff)),
        format: v.picklist(['png', 'webp', 'jpeg']),
        sha256: digest,
      }),
    ),
    v.minLength(1),
  ),
});

export type Goldens = v.InferOutput<typeof schema>;
export type Golden = Goldens['images'][number];

/** @throws Error where the configuration is not what it must be */
export function parseGoldens(configured: string): Goldens {
  let json: unknown;
  try {
    json = JSON.parse(configured);
  } catch (cause) {
    throw new Error('CANARY_GOLDENS: expected JSON, got other text', { cause });
  }
  const result = v.safeParse(schema, json);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const place = v.getDotPath(issue) ?? 'the whole';
  throw new Error(`CANARY_GOLDENS: expected ${issue.expected}, got ${issue.received} at ${place}`);
}
