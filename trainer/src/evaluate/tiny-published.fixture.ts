/** A published model of the fixture's images with random weights, and the run it is made from. */
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { RunDirectory } from '../loop/run-directory.ts';
import { RunState } from '../loop/run-state.ts';
import { tinyConfig, tinyDataSet } from '../loop/tiny-run.fixture.ts';
import { buildPublished } from '../publish/build-published.ts';

/** Writes `<root>/run` and `<root>/published`. */
export async function writeTinyPublished(root: string): Promise<{ run: string; model: string }> {
  const [run, model] = [join(root, 'run'), join(root, 'published')];
  const config = tinyConfig();
  const dataSet = await tinyDataSet(config);
  const directory = new RunDirectory(run, false);
  const state = new RunState(config, dataSet);
  directory.saveCheckpoint(state.snapshot());
  state.batches.close();
  const { name, classes, count, sha256 } = dataSet;
  directory.writeOptions({ config, data: { name, classes, count, sha256 }, backend: 'wasm' });
  tf.disposeVariables();
  const checkpoint = directory.checkpointPath;
  await buildPublished({ run, checkpoint, out: model, title: 'Tiny' });
  tf.disposeVariables();
  return { run, model };
}
