/**
 * `metrics.json`: what `npm run evaluate` measured of a published model (`../evaluate/metrics.ts`). Its
 * numbers go into the manifest and the card of a model with the very same weights, and of no other.
 */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { ConfigError } from '../config/train-config.ts';
import type { Metrics } from '../evaluate/metrics.ts';

const number = v.pipe(v.number(), v.finite());
const numbers = <const Names extends readonly string[]>(...names: Names) =>
  Object.fromEntries(names.map((name) => [name, number])) as Record<Names[number], typeof number>;
const known = v.nullable(number);
/** Files of before do not have it. */
const later = v.exactOptional(number);

const schema = v.object({
  protocol: v.object({
    ...numbers('version', 'images', 'testImages'),
    name: v.picklist(['full', 'quick']),
  }),
  model: v.object({ title: v.string(), generator: v.string(), encoder: v.nullable(v.string()) }),
  data: v.object({ name: v.string(), train: v.string(), test: v.string() }),
  ...numbers('cas', 'casReal', 'ganTest', 'realTest'),
  ...numbers('cfid', 'cfidFloor', 'ckid', 'ckidFloor'),
  ...numbers('precision', 'precisionReal', 'recall', 'recallReal'),
  ...numbers('density', 'densityReal', 'coverage', 'coverageReal', 'macs', 'bytes'),
  perClass: v.array(
    v.object({
      name: v.string(),
      ...numbers(
        'cas',
        'casReal',
        'ganTest',
        'realTest',
        'cfid',
        'cfidFloor',
        'diversity',
        'diversityReal',
      ),
    }),
  ),
  memorization: v.object(numbers('images', 'nearest', 'nearestReal', 'closeShare')),
  reconstruction: v.nullable(
    v.object({
      ...numbers('images', 'meanSquaredError', 'nearestSquaredError'),
      ...numbers('keepsClass', 'variationsKeepClass', 'variationStrength'),
      ...{ keepsClassPrior: later, classMeanSquaredError: later },
      ...{ findsImage: later, variationsFindImage: later, foundByChance: later },
    }),
  ),
  quantized: v.object({
    ...numbers('cas', 'cfid'),
    ...{ floatCas: known, floatCfid: known, casLoss: known, cfidGrowth: known },
  }),
});

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

/** @throws ConfigError if they were measured of other weights than the generator's */
export function checkMeasured({ model }: Metrics, generatorSha256: string): void {
  if (model.generator === generatorSha256) return;
  throw new ConfigError(
    `--metrics: expected measures of a generator with SHA-256 ${generatorSha256}, got those of ${model.generator}. Evaluate this one: npm run evaluate.`,
  );
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
