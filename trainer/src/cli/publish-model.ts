/** `npm run publish-model`: a run, or a model already in published form, to a running API. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ComfyEdge, isComfyEdgeError } from '@comfy-edge/sdk';
import { Command, Option } from 'commander';
import { bootBackend } from '../backend/boot.ts';
import { ConfigError } from '../config/train-config.ts';
import { CheckpointError } from '../loop/checkpoint.ts';
import { checkpointFiles } from '../loop/run-directory.ts';
import { buildPublished } from '../publish/build-published.ts';
import { type PublishStep, publishDirectory } from '../publish/upload.ts';

interface Flags {
  readonly to?: string;
  readonly name: string;
  readonly key?: string;
  readonly alias: string;
  readonly title?: string;
  readonly out?: string;
  readonly kernels: 'int8' | 'float16' | 'float32';
  readonly checkpoint?: string;
}

const command = new Command('npm run publish-model --')
  .description(
    'Compile, quantize and describe a run, then upload it: blobs first, the manifest next, the alias last. Safe to repeat.',
  )
  .argument('<run>', 'the --out of npm run train, or a directory with a manifest.json')
  .requiredOption('--name <model>', 'the name to publish under')
  .option('--to <url>', 'the API; without it the model is only built')
  .addOption(new Option('--key <key>', 'with the scope models:write').env('COMFY_EDGE_KEY'))
  .option('--alias <alias>', 'moved to the new version', 'latest')
  .option('--title <text>', 'for people; the name otherwise')
  .option('--out <dir>', 'where the published form is written; RUN/published otherwise')
  .option('--checkpoint <file>', 'instead of the best measured one, or the last')
  .addOption(
    new Option('--kernels <storage>', 'how kernels are stored')
      .choices(['int8', 'float16', 'float32'])
      .default('int8'),
  )
  .addHelpText(
    'after',
    '\nExample: npm run publish-model -- runs/first --to http://127.0.0.1:8787 --name my-model',
  )
  .action(publish);

try {
  await command.parseAsync();
} catch (error) {
  const isExpected =
    error instanceof CheckpointError || error instanceof ConfigError || isComfyEdgeError(error);
  if (!isExpected) throw error;
  console.error(`error: ${error.message}`);
  process.exitCode = 1;
}

async function publish(run: string, flags: Flags): Promise<void> {
  const directory = isPublished(run) ? run : await build(run, flags);
  if (flags.to === undefined) return;
  if (flags.key === undefined) {
    throw new ConfigError('expected --key, or COMFY_EDGE_KEY in the environment, got neither');
  }
  const client = new ComfyEdge({ baseUrl: flags.to, apiKey: flags.key });
  const { digest, previous } = await publishDirectory({
    directory,
    client,
    model: flags.name,
    alias: flags.alias,
    onProgress: (step) => console.log(describe(step)),
  });
  console.log(`published ${flags.name}@${digest}`);
  if (previous !== undefined && previous !== digest) console.log(`${flags.alias} was ${previous}`);
}

async function build(run: string, flags: Flags): Promise<string> {
  const out = flags.out ?? join(run, 'published');
  await bootBackend('wasm'); // Always the same one: the same run gives the same bytes.
  const { digest, manifest, difference, sizeBytes } = await buildPublished({
    run,
    checkpoint: flags.checkpoint ?? defaultCheckpoint(run),
    out,
    title: flags.title ?? flags.name,
    kernels: flags.kernels,
  });
  const { generator } = manifest.networks;
  console.log(`built      ${out}`);
  console.log(`version    ${digest}`);
  console.log(`size       ${sizeBytes} bytes, generator ${generator.weights.sizeBytes}`);
  console.log(
    `quantized  ${difference.meanLevels} of 255 levels from float on average, ${difference.maxLevels} at most`,
  );
  return out;
}

function defaultCheckpoint(run: string): string {
  const best = join(run, checkpointFiles.best);
  return existsSync(best) ? best : join(run, checkpointFiles.last);
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
