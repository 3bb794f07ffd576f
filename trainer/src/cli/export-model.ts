/** `npm run export`: a published model, or a run, in the format of another library. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { ModelError } from '@comfy-edge/model';
import { Command, Option } from 'commander';
import { BackendError, bootBackend } from '../backend/boot.ts';
import { ConfigError } from '../config/train-config.ts';
import {
  type ExportOptions,
  exportedWeights,
  exportFormats,
  exportModel,
} from '../export/export-model.ts';
import { CheckpointError } from '../loop/checkpoint.ts';
import { buildPublished } from '../publish/build-published.ts';
import { chosenCheckpoint } from '../publish/chosen-checkpoint.ts';
import { PublishedModelError, readPublished } from '../publish/read-published.ts';
import { runCommand } from './run-command.ts';

interface Flags extends ExportOptions {
  readonly out: string;
  readonly checkpoint?: string;
}

const command = new Command('npm run export --')
  .description(
    'Write generator and encoder as files that TensorFlow.js, ONNX runtimes or safetensors load without any code of ours.',
  )
  .argument('<model>', 'a published model (a manifest.json and its blobs), or a run')
  .addOption(
    new Option('--format <name>', 'of the files').choices(exportFormats).makeOptionMandatory(),
  )
  .requiredOption('--out <dir>', 'the folder of the export')
  .addOption(
    new Option('--weights <storage>', 'as published (small), or all as float32 (nothing to decode)')
      .choices(exportedWeights)
      .default('published'),
  )
  .option('--checkpoint <file>', 'instead of the best measured one, or else the last (runs only)')
  .addHelpText(
    'after',
    '\nExample: npm run export -- models/fashion-mnist --format onnx --out out/fashion-onnx',
  )
  .action(run);

await runCommand(command, {
  expected: [BackendError, CheckpointError, ConfigError, ModelError, PublishedModelError],
});

async function run(model: string, { out, checkpoint, ...options }: Flags): Promise<void> {
  const published = await readModel(model, checkpoint);
  const files = await exportModel(published, options);
  for (const [name, bytes] of files) {
    const path = join(out, name);
    write(path, bytes);
    console.log(`${path}  ${bytes.length} bytes`);
  }
  console.log(`exported ${published.manifest.title} ${published.digest}`);
}

function write(path: string, bytes: Uint8Array): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigError(`${path}: expected a place for ${bytes.length} bytes, got "${reason}"`, {
      cause,
    });
  }
}

/** A run is published into a folder that does not outlive this command. */
async function readModel(path: string, checkpoint: string | undefined) {
  if (existsSync(join(path, 'manifest.json'))) {
    if (checkpoint === undefined) return readPublished(path);
    throw new ConfigError(`${path}: expected a run for --checkpoint, got a model built already`);
  }
  if (!existsSync(join(path, 'options.json'))) {
    throw new ConfigError(
      `${path}: expected a published model (manifest.json) or a run (options.json), got neither`,
    );
  }
  const built = mkdtempSync(join(tmpdir(), 'comfy-edge-export-'));
  try {
    await bootBackend('wasm'); // Always the same one: the same run gives the same bytes.
    await buildPublished({
      run: path,
      checkpoint: checkpoint ?? chosenCheckpoint(path),
      out: built,
      title: basename(resolve(path)),
      overBudget: 'exported, not published',
    });
    return await readPublished(built);
  } finally {
    rmSync(built, { recursive: true });
  }
}
