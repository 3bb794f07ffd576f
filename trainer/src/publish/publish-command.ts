/**
 * `npm run publish-model`: a run, or a model already in published form, to a running API.
 *
 * What an image costs a processor at the edge, only the edge can tell, and the trainer never runs its
 * code: who starts this command may bring the measurement (`scripts/publish-model.ts` does).
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type KernelStorage, ModelError, statementLimits } from '@comfy-edge/model';
import { ComfyEdgeError } from '@comfy-edge/sdk';
import { Command, InvalidArgumentError, Option } from 'commander';
import { BackendError, bootBackend } from '../backend/boot.ts';
import { runCommand } from '../cli/run-command.ts';
import { ConfigError } from '../config/train-config.ts';
import { CheckpointError } from '../loop/checkpoint.ts';
import { buildPublished } from './build-published.ts';
import { chosenCheckpoint } from './chosen-checkpoint.ts';
import { connect } from './connect.ts';
import { edgeBudget } from './edge-budget.ts';
import { readMetrics } from './metrics-file.ts';
import { readPublisherKey } from './publisher-key-file.ts';
import { PublishedModelError } from './read-published.ts';
import { storageLines } from './storage-table.ts';
import { type PublishStep, publishDirectory } from './upload.ts';

interface Flags {
  readonly to?: string;
  readonly name: string;
  readonly key?: string;
  readonly publisherKey?: string;
  readonly validDays: number;
  readonly alias: string;
  readonly title?: string;
  readonly out?: string;
  readonly kernels: 'measured' | KernelStorage;
  readonly checkpoint?: string;
  readonly metrics?: string;
  readonly overBudget?: string;
}

export interface PublishCommandOptions {
  /** Milliseconds of processor time an image, of a model in published form; a reason where it cannot. */
  readonly requestCpu?: (directory: string) => Promise<RequestCpu | string>;
}

export interface RequestCpu {
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly requests: number;
}

/** Ends with the process's exit code set. */
export async function publishCommand(options: PublishCommandOptions = {}): Promise<void> {
  await runCommand(commandOf(options), {
    expected: [
      BackendError,
      CheckpointError,
      ComfyEdgeError,
      ConfigError,
      ModelError,
      PublishedModelError,
    ],
  });
}

function commandOf(options: PublishCommandOptions): Command {
  return new Command('npm run publish-model --')
    .description(
      'Compile, quantize and describe a run, then upload it: blobs first, the manifest next, the alias last. Safe to repeat.',
    )
    .argument(
      '<run>',
      'the --out of npm run train, or a model already built (a manifest.json and its blobs)',
    )
    .requiredOption(
      '--name <model>',
      'the name to publish under: a to z, digits, hyphens',
      modelName,
    )
    .option('--to <url>', 'the API; without it the model is only built')
    .addOption(new Option('--key <key>', 'with the scope models:write').env('COMFY_EDGE_KEY'))
    .addOption(
      new Option(
        '--publisher-key <file>',
        'signs the version; npm run new-publisher-key makes one',
      ).env('COMFY_EDGE_PUBLISHER_KEY'),
    )
    .option(
      '--valid-days <days>',
      'how long the version may be promoted without being signed again',
      validDays,
      90,
    )
    .option('--alias <alias>', 'moved to the new version', 'latest')
    .option('--title <text>', 'for people; the name otherwise (runs only)')
    .option('--out <dir>', 'where the model is built; RUN/published otherwise (runs only)')
    .option('--checkpoint <file>', 'instead of the best measured one, or else the last (runs only)')
    .addOption(
      new Option(
        '--kernels <storage>',
        'int8 or float16 a layer by measured error, or all alike (runs only)',
      )
        .choices(['measured', 'int8', 'float16', 'float32'])
        .default('measured'),
    )
    .option(
      '--metrics <file>',
      'what npm run evaluate wrote of these weights, for the card (runs only)',
    )
    .option(
      '--over-budget <reason>',
      `publish a generator of more than ${edgeBudget.multiplyAdds} multiply-adds or ${edgeBudget.sizeBytes} bytes (runs only)`,
    )
    .addHelpText(
      'after',
      '\nExample: npm run publish-model -- runs/first --to http://127.0.0.1:8787 --name my-model',
    )
    .action((run: string, flags: Flags) => publish(run, flags, options));
}

async function publish(
  run: string,
  flags: Flags,
  { requestCpu }: PublishCommandOptions,
): Promise<void> {
  if (flags.to !== undefined && flags.key === undefined) {
    throw new ConfigError('expected --key, or COMFY_EDGE_KEY in the environment, got neither');
  }
  const client = flags.to === undefined ? undefined : connect(flags.to, flags.key);
  const { publisherKey, validDays } = flags;
  const signing =
    publisherKey === undefined ? undefined : { key: readPublisherKey(publisherKey), validDays };
  const directory = isPublished(run) ? asItIs(run, flags) : await build(run, flags);
  if (requestCpu !== undefined && !isPublished(run)) {
    console.log(`cpu        ${cpuLine(await requestCpu(directory))}`);
  }
  if (client === undefined) return;
  const { digest, previous } = await publishDirectory({
    directory,
    client,
    model: flags.name,
    alias: flags.alias,
    signing,
    onProgress: (step) => console.log(describe(step)),
  });
  console.log(`published ${flags.name}@${digest}`);
  if (previous !== undefined && previous !== digest) console.log(`${flags.alias} was ${previous}`);
}

/** A model in published form is uploaded as it is. */
function asItIs(run: string, { to, title, out, checkpoint, metrics, overBudget }: Flags): string {
  const building = Object.entries({ title, out, checkpoint, metrics, 'over-budget': overBudget });
  const given = building.find(([, value]) => value !== undefined);
  if (given !== undefined) {
    throw new ConfigError(`${run}: expected a run for --${given[0]}, got a model built already`);
  }
  if (to === undefined) {
    throw new ConfigError(`${run}: expected --to, as it is built already, got nothing to do`);
  }
  return run;
}

async function build(run: string, flags: Flags): Promise<string> {
  const out = flags.out ?? join(run, 'published');
  await bootBackend('wasm'); // Always the same one: the same run gives the same bytes.
  const { digest, manifest, errors, cost, sizeBytes } = await buildPublished({
    run,
    checkpoint: flags.checkpoint ?? chosenCheckpoint(run),
    out,
    title: flags.title ?? flags.name,
    ...(flags.kernels === 'measured' ? {} : { kernels: flags.kernels }),
    ...(flags.metrics === undefined ? {} : { metrics: readMetrics(flags.metrics) }),
    ...(flags.overBudget === undefined ? {} : { overBudget: flags.overBudget }),
  });
  const { generator, encoder } = manifest.networks;
  console.log(`built      ${out}`);
  console.log(`version    ${digest}`);
  for (const line of storageLines('generator', generator, 'levels of 255')) console.log(line);
  if (encoder !== undefined) {
    for (const line of storageLines('encoder', encoder, 'of the prior')) console.log(line);
  }
  console.log(
    `quantized  ${errors.generator.mean} of 255 levels from float on average, ${errors.generator.max} at most`,
  );
  console.log(
    `size       ${sizeBytes} bytes, generator ${share(cost.sizeBytes, edgeBudget.sizeBytes)}`,
  );
  console.log(
    `cost       ${share(cost.multiplyAdds, edgeBudget.multiplyAdds)} multiply-adds an image`,
  );
  return out;
}

/** As openapi.yaml has it; refused before a model is built for it. */
function modelName(text: string): string {
  if (/^[a-z0-9][a-z0-9-]{0,62}$/.test(text)) return text;
  throw new InvalidArgumentError(
    'Expected a to z, digits and hyphens, at most 63, no hyphen first.',
  );
}

function validDays(text: string): number {
  const most = statementLimits.validityMs / (24 * 60 * 60 * 1000);
  const days = Number(text);
  if (/^\d+$/.test(text) && days >= 1 && days <= most) return days;
  throw new InvalidArgumentError(`Expected a whole number of days from 1 to ${most}.`);
}

function cpuLine(cpu: RequestCpu | string): string {
  if (typeof cpu === 'string') return `not measured: ${cpu}`;
  const { medianMs, p99Ms, requests } = cpu;
  return `${medianMs.toFixed(2)} ms a request in workerd on this machine, 99 % within ${p99Ms.toFixed(2)} ms, of ${requests}`;
}

/** A figure beside its budget. */
function share(figure: number, budget: number): string {
  return `${figure} of ${budget}`;
}

function isPublished(path: string): boolean {
  return existsSync(join(path, 'manifest.json'));
}

function describe(step: PublishStep): string {
  switch (step.step) {
    case 'blob':
      return `blob       ${step.name} ${step.sizeBytes} bytes${step.created ? '' : ', already there'}`;
    case 'version':
      return `version    ${step.digest}${step.created ? '' : ', already there'}`;
    case 'alias':
      return `alias      ${step.alias}${step.moved ? ' moved' : ' points there already'}`;
    default:
      return step satisfies never;
  }
}
