/**
 * Linux's own books on processes (proc(5)): who started them, and how long they ran on a processor. The
 * nanoseconds of `schedstat` are the scheduler's, finer than the ticks of `stat`.
 */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';

/** Whether this system keeps such books. */
export const hasProcessAccounts = existsSync('/proc/self/schedstat');

/** Ids of this process's children of that name; none where the system has no /proc. */
export async function childProcesses(name: string): Promise<number[]> {
  const entries = hasProcessAccounts ? await readdir('/proc') : [];
  const found = await Promise.all(
    entries
      .filter((entry) => /^\d+$/.test(entry))
      .map(async (entry) => {
        // A process may end between the two reads.
        const stat = await readFile(`/proc/${entry}/stat`, 'utf8').catch(() => '');
        const { name: ownName, parentId } = parseStat(stat);
        return ownName === name && parentId === process.pid ? [Number(entry)] : [];
      }),
  );
  return found.flat();
}

/** The name is in parentheses and may hold any character, parentheses too. */
export function parseStat(stat: string): { name: string; parentId: number } {
  const [, name = '', parentId] = /^\d+ \((.*)\) \S+ (\d+) /s.exec(stat) ?? [];
  return { name, parentId: Number(parentId) };
}

/** Milliseconds on a processor, user and system, of all threads that are there now. */
export async function processorMs(processId: number): Promise<number> {
  const threads = await readdir(`/proc/${processId}/task`);
  const nanoseconds = await Promise.all(
    threads.map(async (thread) => {
      const path = `/proc/${processId}/task/${thread}/schedstat`;
      return parseSchedstat(await readFile(path, 'utf8'));
    }),
  );
  return nanoseconds.reduce((sum, value) => sum + value, 0) / 1e6;
}

/**
 * The first of `schedstat`'s three figures: nanoseconds on a processor.
 * @throws Error for other text
 */
export function parseSchedstat(text: string): number {
  const [, nanoseconds] = /^(\d+) \d+ \d+\s*$/.exec(text) ?? [];
  if (nanoseconds !== undefined) return Number(nanoseconds);
  throw new Error(`expected three whole numbers in schedstat, got ${JSON.stringify(text)}`);
}
