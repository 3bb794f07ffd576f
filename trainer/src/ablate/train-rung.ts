/**
 * One rung is one run of `npm run train`, in a process of its own: it can be repeated by hand from the
 * command that is printed, and leaves no memory to the next.
 */
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { readStats } from '../report/stats-log.ts';
import { type RungOutcome, type RungSettings, readRung, writeRung } from './rung-record.ts';

const trainCommand = fileURLToPath(new URL('../cli/train.ts', import.meta.url));

export interface RungPlace {
  /** Of the whole ladder; the rung has a folder in it. */
  readonly root: string;
  readonly name: string;
  readonly data: string;
  readonly workers: number;
}

/**
 * Trains a rung, goes on with it, or reads what came of it before.
 *
 * @param say is told what the child prints, line by line
 * @returns `interrupted` where it was stopped from outside: neither trained nor failed
 * @throws ConfigError if the folder holds another rung
 */
export async function trainRung(
  place: RungPlace,
  settings: RungSettings,
  say: (line: string) => void,
): Promise<RungOutcome | 'interrupted'> {
  const folder = join(place.root, place.name);
  mkdirSync(folder, { recursive: true });
  const { outcome: known } = readRung(folder, settings);
  if (known !== undefined) return known;
  writeRung(folder, { settings });
  const { code, errors } = await run(argumentsOf(place, settings), say);
  if (code === 130) return 'interrupted';
  const outcome: RungOutcome =
    code === 0 ? figuresOf(folder) : { kind: 'stopped', message: errors.trim() };
  writeRung(folder, { settings, outcome });
  return outcome;
}

/** As a person would type them after `npm run train --`. */
export function argumentsOf(
  { root, name, data, workers }: RungPlace,
  { preset, overrides }: RungSettings,
): string[] {
  const sets = overrides.flatMap((override) => ['--set', override]);
  const shared = workers > 1 ? ['--backend', 'wasm', '--workers', String(workers)] : [];
  const out = join(root, name);
  return [
    '--preset',
    preset,
    '--data',
    data,
    '--out',
    out,
    '--resume',
    'if-any',
    ...shared,
    ...sets,
  ];
}

function run(args: readonly string[], say: (line: string) => void) {
  return new Promise<{ code: number | null; errors: string }>((resolve, reject) => {
    const stdio = ['ignore', 'pipe', 'pipe'] as const;
    const child = spawn(process.execPath, [trainCommand, ...args], { stdio: [...stdio] });
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => say(chunk.toString().trimEnd()));
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk;
    });
    child.on('error', reject);
    // A child that Ctrl-C ended before it listened has no exit status.
    child.on('close', (code) => resolve({ code: code ?? 130, errors }));
  });
}

const epochLine = v.object({
  epoch: v.number(),
  cfid: v.number(),
  ganTest: v.number(),
  reconstructionError: v.number(),
  images: v.number(),
  seconds: v.number(),
});

function figuresOf(folder: string): RungOutcome {
  const measured = readStats(join(folder, 'stats.jsonl')).findLast((line) => v.is(epochLine, line));
  if (measured === undefined) {
    return { kind: 'stopped', message: 'stats.jsonl: expected a measured epoch, got none' };
  }
  const { epoch: _, ...figures } = v.parse(epochLine, measured);
  return { kind: 'trained', ...figures };
}
