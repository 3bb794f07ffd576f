/**
 * Where the bytes of a data set's images lie: in memory as long as they fit a stated budget, else in
 * a file of fixed-size records that is read by offset.
 *
 * Every image is decoded and resized once, before training, whichever it is. So any order of an
 * epoch is as cheap as any other, a resumed run needs no shuffle buffer to be refilled, a broken
 * image shows itself before the first step, and a data set larger than memory trains to the same bits
 * as if it fitted. The price is disk space: one byte a value (12 GB for a million of 64×64×3).
 */
import {
  closeSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { DataError } from './data-error.ts';

/** `[count, height, width, channels]` u8. A `Uint8Array` is one. */
export interface Pixels {
  readonly length: number;
  /** As of a `Uint8Array`, but only to be read: of a file it is a copy. */
  subarray(start: number, end: number): Uint8Array;
}

/** Takes the images in any order, each once. */
export interface PixelWriter {
  write(index: number, image: Uint8Array): void;
  finish(): Pixels;
  /** Gives up what was written so far. */
  abandon(): void;
}

/** Shared memory, so that other threads see the same bytes. */
export function writeToMemory(count: number, imageBytes: number): PixelWriter {
  const pixels = new Uint8Array(new SharedArrayBuffer(count * imageBytes));
  return {
    write: (index, image) => pixels.set(image, index * imageBytes),
    finish: () => pixels,
    abandon: () => {},
  };
}

/**
 * Writes beside `path` and renames at the end, so that what lies at `path` is always whole.
 * @throws DataError `no-space` if the disk cannot hold it
 */
export function writeToFile(path: string, count: number, imageBytes: number): PixelWriter {
  const length = count * imageBytes;
  mkdirSync(dirname(path), { recursive: true });
  const { bavail, bsize } = statfsSync(dirname(path));
  if (bavail * bsize < length) {
    throw new DataError(
      'no-space',
      `${dirname(path)}: expected ${length} bytes of free space for the decoded images, got ${bavail * bsize}. ` +
        'Free some, name another folder with --data-cache, or let them into memory with --data-memory.',
    );
  }
  removeAbandoned(dirname(path));
  const partial = `${path}.${hostname()}.${process.pid}.partial`;
  const file = openSync(partial, 'w');
  ftruncateSync(file, length);
  return {
    write: (index, image) => writeFully(file, image, index * imageBytes),
    finish: () => {
      closeSync(file);
      renameSync(partial, path);
      return new FilePixels(path, length);
    },
    abandon: () => {
      closeSync(file);
      rmSync(partial, { force: true });
    },
  };
}

/** What is not written to for so long is nobody's, on whatever machine that shares the folder. */
const abandonedMs = 24 * 3600 * 1000;

/** Files of processes that were killed before they could give them up: each has its full size. */
function removeAbandoned(folder: string): void {
  for (const name of readdirSync(folder)) {
    const [, host, pid] = /\.u8\.(.+)\.(\d+)\.partial$/.exec(name) ?? [];
    if (host === undefined) continue;
    const path = join(folder, name);
    const touchedMs = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    const isDead = host === hostname() && !isRunning(Number(pid));
    if (isDead || Date.now() - touchedMs > abandonedMs) rmSync(path, { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0); // Sends nothing.
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // Somebody else's.
  }
}

/** Stays open as long as the process: a data set is used until the end. */
export class FilePixels implements Pixels {
  readonly path: string;
  readonly length: number;
  readonly #file: number;

  constructor(path: string, length: number) {
    this.path = path;
    this.length = length;
    this.#file = openSync(path, 'r');
  }

  /** @throws DataError `truncated-file` if the file was cut off since */
  subarray(start: number, end: number): Uint8Array {
    const bytes = new Uint8Array(Math.max(0, Math.min(end, this.length) - start));
    let read = 0;
    while (read < bytes.length) {
      const count = readSync(this.#file, bytes, read, bytes.length - read, start + read);
      if (count === 0) {
        throw new DataError(
          'truncated-file',
          `${this.path}: expected ${this.length} bytes, got ${fstatSync(this.#file).size}. It was changed while in use; run the command again.`,
        );
      }
      read += count;
    }
    return bytes;
  }
}

function writeFully(file: number, bytes: Uint8Array, position: number): void {
  let written = 0;
  while (written < bytes.length) {
    written += writeSync(file, bytes, written, bytes.length - written, position + written);
  }
}
