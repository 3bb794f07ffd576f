/**
 * A process that writes checkpoints one after the other into the folder that is its first argument, each of as
 * many values as its second says, all equal to its step, until it is killed or something fails.
 */
import { RunDirectory } from './run-directory.ts';

const [path = '', size = '1', firstStep = '1'] = process.argv.slice(2);
const directory = new RunDirectory(path, Number(firstStep) > 1);
for (let step = Number(firstStep); ; step++) {
  const values = new Float32Array(Number(size)).fill(step);
  const tensors = new Map([['values', { shape: [values.length], data: values }]]);
  try {
    directory.saveCheckpoint({ state: { progress: { step } }, tensors }, step % 2 === 0);
  } catch (error) {
    console.log(String(error));
    process.exit(1);
  }
  console.log(step);
}
