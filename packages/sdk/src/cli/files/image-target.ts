/**
 * Where a command's images go: to files by a template, or one to stdout. No file is written over another unless
 * that is meant; the same image once more is no harm, since the seed is the image.
 */
import { statSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Option } from 'commander';
import type { Session } from '../session.ts';
import { UsageError } from '../usage-error.ts';
import { expandTemplate, type Fields, fieldsOf } from './file-template.ts';

export interface TargetFlags {
  readonly output?: string;
  readonly force?: true;
}

/** @param fields that a template may name */
export function targetOptions(fields: readonly string[]): Option[] {
  const names = fields.map((name) => `{${name}}`).join(' ');
  return [
    new Option('-o, --output <file>', `file, folder/, a template of ${names}, or - for stdout`),
    new Option('-f, --force', 'write over files that are something else'),
  ];
}

/** Fields that do not tell images of one command apart. */
const sameForAll = new Set(['ext', 'model', 'digest', 'picture']);

export class ImageTarget {
  readonly #session: Session;
  readonly #template: string;
  readonly #force: boolean;
  readonly #written = new Set<string>();

  /**
   * @param ownTemplate the name of a file where none is given
   * @throws UsageError for stdout where something else is printed or nobody could read it
   */
  constructor(session: Session, { output, force }: TargetFlags, ownTemplate: string) {
    this.#session = session;
    this.#force = force === true;
    this.#template = isFolder(output) ? join(output, ownTemplate) : (output ?? ownTemplate);
    if (!this.isStdout) return;
    if (session.isJson) throw new UsageError('expected --json or -o -, got both');
    if (session.terminal.stdout.isTTY === true) {
      throw new UsageError('expected -o - to be piped or redirected, got a terminal');
    }
  }

  get isStdout(): boolean {
    return this.#template === '-';
  }

  hasField(name: string): boolean {
    return fieldsOf(this.#template).includes(name);
  }

  /** @throws UsageError where several images would go to one place */
  checkCount(n: number, remedy: string): void {
    if (n === 1 || fieldsOf(this.#template).some((name) => !sameForAll.has(name))) return;
    const place = this.isStdout ? 'stdout' : this.#template;
    throw new UsageError(
      `expected a place for each of ${n} images, got ${place} for all; ${remedy}`,
    );
  }

  /**
   * @returns the path
   * @throws UsageError where another file is there
   */
  async save(bytes: Uint8Array, fields: Fields): Promise<string> {
    if (this.isStdout) {
      this.#session.terminal.stdout.write(bytes);
      return '-';
    }
    const path = expandTemplate(this.#template, fields);
    if (this.#written.has(path)) {
      throw new UsageError(`expected a name for each image, got ${path} twice`);
    }
    this.#written.add(path);
    await mkdir(dirname(path), { recursive: true });
    await write(path, bytes, this.#force);
    return path;
  }
}

function isFolder(output: string | undefined): output is string {
  if (output === undefined || output === '-') return false;
  return (
    output.endsWith('/') || statSync(output, { throwIfNoEntry: false })?.isDirectory() === true
  );
}

async function write(path: string, bytes: Uint8Array, force: boolean): Promise<void> {
  try {
    await writeFile(path, bytes, { flag: force ? 'w' : 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    if (Buffer.compare(await readFile(path), bytes) === 0) return;
    throw new UsageError(`expected a new file, got ${path}, which is something else; --force`, {
      cause: error,
    });
  }
}
