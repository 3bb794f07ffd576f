/** Which of a run's checkpoints is published: the best measured one, or else the last. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkpointFiles } from '../loop/kept-checkpoints.ts';

export function chosenCheckpoint(run: string): string {
  const best = join(run, checkpointFiles.best);
  return existsSync(best) ? best : join(run, checkpointFiles.last);
}
