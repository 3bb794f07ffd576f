/** Files that are named on the command line; `-` is stdin. */
import { readFile } from 'node:fs/promises';
import { parse } from 'node:path';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

/** @throws the system's error for a file that cannot be read; UsageError for an empty one */
export async function readInput(path: string, { stdin }: Terminal): Promise<Uint8Array> {
  const bytes = path === '-' ? await readAll(stdin) : new Uint8Array(await readFile(path));
  if (bytes.length > 0) return bytes;
  throw new UsageError(`expected a file, got none of its bytes from ${path}`);
}

async function readAll(stdin: Terminal['stdin']): Promise<Uint8Array> {
  if (stdin.isTTY === true) throw new UsageError('expected a file on stdin, got a terminal');
  const chunks: Buffer[] = [];
  for await (const chunk of stdin) chunks.push(Buffer.from(chunk));
  return new Uint8Array(Buffer.concat(chunks));
}

/** A picture's own name, for the names of what is made of it. */
export function pictureName(path: string): string {
  return path === '-' ? 'stdin' : parse(path).name;
}
