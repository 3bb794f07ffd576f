/** A line of progress while every image is read, which takes some 17 ms of a core for a photograph. */
import { ProgressLine } from './progress-line.ts';

/** Shown on stderr, as stdout may be a file's; and only of what takes more than a second. */
export async function reading<Result>(
  read: (onProgress: (done: number, of: number) => void) => Promise<Result>,
): Promise<Result> {
  const progress = new ProgressLine({ stream: process.stderr, quietMs: 1000 });
  try {
    return await read((done, of) =>
      progress.show(`reading ${of.toLocaleString('en')} images`, done / of),
    );
  } finally {
    progress.end();
  }
}
