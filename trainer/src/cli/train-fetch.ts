/** `npm run train:fetch`: a run from where its checkpoints were copied to, to look at, publish or go on with. */
import { Command } from 'commander';
import { CheckpointError } from '../loop/checkpoint.ts';
import { RunDirectory } from '../loop/run-directory.ts';
import { openStore } from '../storage/object-store.ts';
import { RunMirror } from '../storage/run-mirror.ts';
import { StorageError } from '../storage/storage-error.ts';
import { runCommand } from './run-command.ts';

const command = new Command('npm run train:fetch --')
  .description(
    'Fetch a run that npm run train copied by --checkpoint-to, as it was at its last checkpoint.',
  )
  .argument('<url>', 's3://bucket/prefix, r2://bucket/prefix or file:///folder')
  .argument('<out>', 'a folder without a run')
  .addHelpText('after', '\nExample: npm run train:fetch -- s3://runs/sweep/3 runs/sweep/3')
  .action(fetchRun);

await runCommand(command, { expected: [CheckpointError, StorageError] });

async function fetchRun(url: string, out: string): Promise<void> {
  const mirror = new RunMirror(openStore(url));
  if (!(await mirror.exists())) {
    throw new StorageError(
      `${url}: expected a run, got none. Give the --checkpoint-to of npm run train.`,
    );
  }
  if (RunDirectory.isRun(out)) {
    throw new CheckpointError(`${out}: holds a run already. Choose another folder.`);
  }
  await mirror.pull(out);
  console.log(`fetched ${url} into ${out}\nLook at it: npm run train:view -- ${out}`);
}
