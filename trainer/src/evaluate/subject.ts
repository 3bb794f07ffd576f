/**
 * What is evaluated: a model in its published form, read and verified as a reader would, or a run's
 * checkpoint, brought into that form first. Either way the weights measured are those that would be
 * served; the float weights they were made from are measured beside them where they are to be had.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { decodeWeights, type Manifest, type Network } from '@comfy-edge/model';
import { buildPublished } from '../publish/build-published.ts';
import { chosenCheckpoint } from '../publish/chosen-checkpoint.ts';
import { type PublishedModel, readPublished } from '../publish/read-published.ts';
import { EvaluationError } from './evaluation-error.ts';
import { checkFloat, floatGenerator } from './float-generator.ts';
import type { ModelNetworks } from './image-model.ts';

export interface Subject {
  readonly manifest: Manifest;
  readonly networks: ModelNetworks;
  /** The generator before quantization. */
  readonly float: Network | undefined;
}

export interface SubjectOptions {
  /** A run that the published model was made from. */
  readonly float?: string;
  /** Of that run, or of the run that is evaluated; instead of the one that would be published. */
  readonly checkpoint?: string;
}

/**
 * Needs a tfjs backend where a run is read.
 * @throws EvaluationError if `path` is neither a published model nor a run, or options do not fit
 * @throws PublishedModelError, ConfigError, CheckpointError, ModelError if it is not whole
 */
export async function readSubject(
  path: string,
  { float, checkpoint }: SubjectOptions = {},
): Promise<Subject> {
  if (existsSync(join(path, 'manifest.json'))) {
    if (checkpoint !== undefined && float === undefined) {
      throw new EvaluationError(
        `${path}: expected a run for --checkpoint, got a published model. Name the run with --float.`,
      );
    }
    return await ofPublished(path, float, checkpoint);
  }
  if (existsSync(join(path, 'options.json'))) {
    if (float !== undefined) {
      throw new EvaluationError(
        `${path}: expected a published model for --float, got a run, which has its float weights`,
      );
    }
    return await ofRun(path, checkpoint);
  }
  throw new EvaluationError(
    `${path}: expected a published model (manifest.json) or a run (options.json), got neither`,
  );
}

async function ofPublished(path: string, run?: string, checkpoint?: string): Promise<Subject> {
  const model = await readPublished(path);
  const { manifest } = model;
  const float =
    run === undefined ? await floatGenerator(path, manifest) : (await ofRun(run, checkpoint)).float;
  if (float !== undefined) checkFloat(float, manifest, run ?? path);
  return { manifest, networks: networksOf(model), float };
}

async function ofRun(run: string, checkpoint = chosenCheckpoint(run)): Promise<Subject> {
  const out = mkdtempSync(join(tmpdir(), 'comfy-edge-evaluate-'));
  try {
    const title = basename(resolve(run));
    // What it costs at the edge is for publishing to judge.
    await buildPublished({ run, checkpoint, out, title, overBudget: 'to be evaluated' });
    return await ofPublished(out);
  } finally {
    rmSync(out, { recursive: true });
  }
}

function networksOf({ manifest, blobs }: PublishedModel): ModelNetworks {
  const network = (role: 'generator' | 'encoder'): Network | undefined => {
    const graph = manifest.networks[role]?.graph;
    const blob = blobs.find(({ name }) => name === `${role}.safetensors`);
    return graph && blob && { graph, weights: decodeWeights(blob.bytes, graph) };
  };
  const generator = network('generator');
  if (generator === undefined) throw new EvaluationError('expected a generator, got none');
  return { generator, encoder: network('encoder') };
}
