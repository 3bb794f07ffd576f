/** Runs the program in a Node: the sources as they are, by its own type stripping. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Answer } from './digests.ts';
import { type Job, TIMEOUT_MS } from './runtime.ts';

const PROGRAM = join(import.meta.dirname, 'in-node.ts');

export async function runInNode(executable: string, { v8Flags }: Job): Promise<Answer> {
  const { stdout } = await promisify(execFile)(executable, [...v8Flags, PROGRAM], {
    timeout: TIMEOUT_MS,
  });
  return JSON.parse(stdout);
}
