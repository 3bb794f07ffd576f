/**
 * `rung.json` in a rung's folder: what it is trained with, written before its first step, and what came
 * of it, written when it ends. So an interrupted ladder goes on where it stopped, and figures made with
 * other settings never stand in one table.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { ConfigError } from '../config/train-config.ts';

const schema = v.strictObject({
  settings: v.strictObject({
    preset: v.string(),
    overrides: v.array(v.string()),
  }),
  outcome: v.optional(
    v.variant('kind', [
      v.strictObject({
        kind: v.literal('trained'),
        cfid: v.number(),
        /** In [0, 1]. */
        ganTest: v.number(),
        /** Mean squared error of values in [-1, 1]. */
        reconstructionError: v.number(),
        images: v.number(),
        /** Of training alone. */
        seconds: v.number(),
      }),
      v.strictObject({ kind: v.literal('stopped'), message: v.string() }),
    ]),
  ),
});

export type RungRecord = v.InferOutput<typeof schema>;
export type RungSettings = RungRecord['settings'];
export type RungOutcome = NonNullable<RungRecord['outcome']>;

/** @throws ConfigError if it is damaged, or was made with other settings */
export function readRung(folder: string, settings: RungSettings): RungRecord {
  const path = join(folder, 'rung.json');
  if (!existsSync(path)) return { settings };
  const result = v.safeParse(schema, parse(readFileSync(path, 'utf8')));
  if (!result.success) {
    throw new ConfigError(
      `${path}: expected the record of a rung, got ${result.issues[0].message}. Remove ${folder} to train it anew.`,
    );
  }
  const [expected, actual] = [settings, result.output.settings].map((it) => JSON.stringify(it));
  if (expected !== actual) {
    throw new ConfigError(
      `${path}: expected a rung of ${expected}, got one of ${actual}. Remove ${folder} to train it anew, or choose another --out.`,
    );
  }
  return result.output;
}

export function writeRung(folder: string, record: RungRecord): void {
  const path = join(folder, 'rung.json');
  writeFileSync(`${path}.partial`, `${JSON.stringify(record, null, 2)}\n`);
  renameSync(`${path}.partial`, path);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
