/**
 * `metrics.json`: what `npm run evaluate` measured of a published model. Its numbers go into the
 * manifest and the card of a model with the very same weights, and of no other.
 */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { ConfigError } from '../config/train-config.ts';

const number = v.pipe(v.number(), v.finite());
const schema = v.looseObject({
  cas: v.optional(number),
  casReal: v.optional(number),
  ganTest: v.optional(number),
  realTest: v.optional(number),
  cfid: v.optional(number),
  cfidFloor: v.optional(number),
  precision: v.optional(number),
  recall: v.optional(number),
  density: v.optional(number),
  coverage: v.optional(number),
  perClass: v.optional(
    v.array(
      v.looseObject({
        name: v.string(),
        ganTest: v.optional(number),
        cfid: v.optional(number),
        diversity: v.optional(number),
      }),
    ),
  ),
  quantized: v.optional(v.looseObject({ cas: v.optional(number), cfid: v.optional(number) })),
});

export type Metrics = v.InferOutput<typeof schema>;

/** @throws ConfigError for what is no such file */
export function readMetrics(path: string): Metrics {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigError(`${path}: expected what npm run evaluate writes (${reason})`, { cause });
  }
  const result = v.safeParse(schema, json);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new ConfigError(`${path}: ${v.getDotPath(issue) ?? 'metrics'}: ${issue.message}`);
}

/** Every number, those one level down as `<group>.<name>`; lists stay out of the manifest. */
export function flatMetrics(metrics: Metrics): Readonly<Record<string, number>> {
  const flat: Record<string, number> = {};
  for (const [name, value] of Object.entries(metrics)) {
    if (typeof value === 'number') flat[name] = value;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) continue;
    for (const [inner, number] of Object.entries(value)) {
      if (typeof number === 'number') flat[`${name}.${inner}`] = number;
    }
  }
  return flat;
}
