/**
 * Processor time of the Worker's global scope, by `wrangler check startup`: it bundles the Worker, starts it
 * in workerd under V8's profiler, and needs no account. All that is not idle counts.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { median } from '../statistics.ts';

const worker = fileURLToPath(new URL('../../../workers/api', import.meta.url));
const wrangler = fileURLToPath(
  new URL('../../../node_modules/wrangler/bin/wrangler.js', import.meta.url),
);

/** What of V8's profile counts (https://chromedevtools.github.io/devtools-protocol/tot/Profiler/#type-Profile). */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string };
  }[];
  /** Ids of nodes. */
  readonly samples: readonly number[];
  /** Before each sample, in microseconds. */
  readonly timeDeltas: readonly number[];
}

/** Median milliseconds of several starts. */
export async function measureStartupCpu(starts: number): Promise<number> {
  const directory = await mkdtemp(join(tmpdir(), 'comfy-edge-bench-'));
  try {
    const times: number[] = [];
    for (let i = 0; i < starts; i++) {
      const file = join(directory, `${i}.cpuprofile`);
      await promisify(execFile)(
        process.execPath,
        [wrangler, 'check', 'startup', '--outfile', file],
        { cwd: worker, env: { ...process.env, WRANGLER_SEND_METRICS: 'false' } },
      );
      times.push(activeMs(JSON.parse(await readFile(file, 'utf8'))));
    }
    return median(times);
  } finally {
    await rm(directory, { recursive: true });
  }
}

export function activeMs({ nodes, samples, timeDeltas }: CpuProfile): number {
  const idle = new Set(
    nodes.filter(({ callFrame }) => callFrame.functionName === '(idle)').map(({ id }) => id),
  );
  const microseconds = samples.reduce(
    (sum, node, i) => (idle.has(node) ? sum : sum + (timeDeltas[i] ?? 0)),
    0,
  );
  return microseconds / 1000;
}
