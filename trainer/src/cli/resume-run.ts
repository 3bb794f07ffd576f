/** Going on with a run: whether there is one, here or where its checkpoints are copied to, and from where. */
import { configChanges } from '../config/config-changes.ts';
import { RunDirectory } from '../loop/run-directory.ts';
import { describeMachine, type Machine, type RunOptions } from '../loop/run-options.ts';
import type { RunState, SavedState } from '../loop/run-state.ts';
import { dropStatsAfter } from '../report/stats-log.ts';
import type { RunMirror } from '../storage/run-mirror.ts';
import { StorageError } from '../storage/storage-error.ts';

/** `--resume`, `--resume if-any`, or neither. */
export type Resume = boolean | 'if-any';

/**
 * Fetches the run where this machine has none.
 *
 * @returns whether a run is to go on
 * @throws StorageError if the store holds another run than the one that would be started
 */
export async function findRun(
  path: string,
  resume: Resume,
  mirror: RunMirror | undefined,
): Promise<boolean> {
  if (RunDirectory.isRun(path)) return resume !== false;
  if (mirror !== undefined && (await mirror.exists())) {
    if (resume === false) {
      throw new StorageError(
        `${mirror.url}: holds a run already. Go on with it by --resume, or choose another place.`,
      );
    }
    console.log(`fetching the run from ${mirror.url}`);
    await mirror.pull(path);
    return true;
  }
  return resume === true; // Which the directory then refuses.
}

/** Says what is no longer as it was: from there on the run is not the one it would have been. */
export function restoreRun(
  state: RunState,
  directory: RunDirectory,
  before: RunOptions | undefined,
  now: Machine,
): void {
  const checkpoint = directory.loadCheckpoint((line) => console.log(line));
  const { config } = checkpoint.state as SavedState;
  for (const change of configChanges(config, state.config)) console.log(`changed ${change}`);
  if (before !== undefined && describeMachine(before) !== describeMachine(now)) {
    console.log(`changed backend: ${describeMachine(before)} → ${describeMachine(now)}`);
  }
  state.restore(checkpoint);
  dropStatsAfter(directory.statsPath, state.progress.step);
}
