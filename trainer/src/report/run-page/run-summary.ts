/** What the page of a run says of it, read from its directory each time: it may be running. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { ConfigError } from '../../config/train-config.ts';
import { readStats, type StatsLine } from '../stats-log.ts';

export interface RunSummary {
  readonly path: string;
  readonly preset: string;
  readonly data: string;
  readonly backend: string;
  readonly state: 'running' | 'done' | 'stopped';
  readonly images: number;
  readonly totalImages: number;
  readonly step: number;
  /** Of training, over all resumptions. */
  readonly seconds: number;
  readonly imagesPerSecond?: number;
  /** Names of their files, the latest last. */
  readonly sheets: readonly string[];
  readonly walk: boolean;
  /** Measured epochs, the latest last. */
  readonly measured: readonly StatsLine[];
  readonly checkpoints: readonly { readonly name: string; readonly sizeBytes: number }[];
  /** `options.json` as it is. */
  readonly options: unknown;
  /** Grows with every line of `stats.jsonl`. */
  readonly lines: number;
}

/** Of `options.json` only what is shown, so that runs of other versions can be looked at. */
const optionsSchema = v.looseObject({
  config: v.looseObject({ preset: v.string(), epochs: v.number(), epochImages: v.number() }),
  data: v.looseObject({ name: v.string(), count: v.number() }),
  backend: v.string(),
  workers: v.optional(v.number(), 1),
});

/** Without a line for so long, it is not running: 50 steps of the largest preset on one core. */
const silenceMs = 10 * 60_000;

/** @throws ConfigError if the directory is no run */
export function summarizeRun(path: string): RunSummary {
  const options = readOptions(path);
  const { config, data, backend, workers } = options;
  const statsPath = join(path, 'stats.jsonl');
  const stats = readStats(statsPath);
  const last = stats.at(-1);
  const totalImages = config.epochs * (config.epochImages || data.count);
  const images = Math.min(last?.images ?? 0, totalImages);
  const imagesPerSecond = stats.findLast((line) => 'imagesPerSecond' in line)?.imagesPerSecond;
  const isQuiet = !existsSync(statsPath) || Date.now() - statSync(statsPath).mtimeMs > silenceMs;
  const walk = existsSync(join(path, 'walk.gif'));
  return {
    path,
    preset: config.preset,
    data: data.name,
    backend: workers > 1 ? `${backend} in ${workers} workers` : backend,
    // The walk is the last that a run leaves, also of one that ended before its last epoch.
    state: walk || images >= totalImages ? 'done' : isQuiet ? 'stopped' : 'running',
    images,
    totalImages,
    step: last?.step ?? 0,
    seconds: last?.seconds ?? 0,
    ...(typeof imagesPerSecond === 'number' ? { imagesPerSecond } : {}),
    sheets: filesIn(join(path, 'samples'), /^epoch-\d+\.png$/),
    walk,
    measured: stats.filter(({ epoch, cfid }) => epoch !== undefined && cfid !== undefined),
    checkpoints: [
      ...filesIn(path, /^checkpoint.*\.safetensors$/),
      ...filesIn(join(path, 'checkpoints'), /\.safetensors$/).map((name) => `checkpoints/${name}`),
    ].map((name) => ({ name, sizeBytes: statSync(join(path, name)).size })),
    options,
    lines: stats.length,
  };
}

function readOptions(path: string): v.InferOutput<typeof optionsSchema> {
  try {
    return v.parse(optionsSchema, JSON.parse(readFileSync(join(path, 'options.json'), 'utf8')));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigError(`${path}: expected a run, the --out of npm run train (${reason})`, {
      cause,
    });
  }
}

function filesIn(folder: string, name: RegExp): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => name.test(file))
    .sort();
}
