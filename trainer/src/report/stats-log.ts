/**
 * `stats.jsonl` of a run: a line every so many steps with the means of their losses, and a line an epoch
 * with what was measured after it. What curves are drawn from, and a script can follow.
 */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';

/** `epoch` only in an epoch's line. Losses are `<network>/<term>`. */
export interface StatsLine {
  readonly step: number;
  readonly images: number;
  /** Of training, over all resumptions. */
  readonly seconds: number;
  readonly epoch?: number;
  readonly [name: string]: unknown;
}

export function appendStats(path: string, line: StatsLine): void {
  appendFileSync(path, `${JSON.stringify(line)}\n`);
}

/** The lines so far; none where there is no file yet. A last line that was cut short is left out. */
export function readStats(path: string): readonly StatsLine[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((text) => parseLine(text) ?? []);
}

/** What a killed run wrote after its last checkpoint happens again when it is resumed. */
export function dropStatsAfter(path: string, step: number): void {
  const kept = readStats(path).filter((line) => line.step <= step);
  if (kept.length === 0 && !existsSync(path)) return;
  writeFileSync(path, kept.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

function parseLine(text: string): StatsLine | undefined {
  try {
    const line: unknown = JSON.parse(text);
    return isStatsLine(line) ? line : undefined;
  } catch {
    return undefined;
  }
}

function isStatsLine(line: unknown): line is StatsLine {
  return typeof line === 'object' && line !== null && 'step' in line && Number.isFinite(line.step);
}
