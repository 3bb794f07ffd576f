/**
 * `npm run docs:learning -- runs/first/samples`: draws `docs/learning.png`, the same seeds from a run's first epoch to
 * its last, out of the sheets that the run has left. An APNG: a browser plays it where it shows a PNG.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Command } from 'commander';
import { decode, encode } from 'fast-png';
import { runCommand } from '../src/cli/run-command.ts';
import { ConfigError } from '../src/config/train-config.ts';
import { readRunOptions } from '../src/loop/run-options.ts';
import { encodeApng } from '../src/sheet/apng.ts';

const mostFrames = 8;
/** Sheets are drawn so many times larger, with an empty pixel between images before that. */
const sheetScale = 2;
const gapPixels = 1;
const home = resolve(import.meta.dirname, '../../docs/learning.png');

const command = new Command('npm run docs:learning --')
  .description('Draw how a run learned: its samples after some of its epochs, as an animated PNG.')
  .argument('<samples>', 'the samples folder of a run')
  .option('--out <file>', 'the picture', home)
  .action(drawLearning);

await runCommand(command, { expected: [ConfigError] });

function drawLearning(samples: string, { out }: { readonly out: string }): void {
  const folder = basename(resolve(samples)) === 'samples' ? samples : join(samples, 'samples');
  const { config, data } = readRunOptions(dirname(resolve(folder)));
  const sheets = readdirSync(folder)
    .filter((name) => /^epoch-\d+\.png$/.test(name))
    .sort();
  if (sheets.length === 0)
    throw new ConfigError(`${folder}: expected epoch-0001.png and so on, got none`);
  const shown = chosenFrames(sheets.length);
  const rows = data.classes.length * (config.image.height + gapPixels) - gapPixels;
  const frames = shown.map((at) => topOf(readFileSync(join(folder, sheets[at] ?? '')), rows));
  const delaysMs = frames.map((_, at) => (at === frames.length - 1 ? 3000 : 600));
  writeFileSync(out, encodeApng(frames, delaysMs));
  console.log(`${out}: epochs ${shown.map((at) => at + 1).join(', ')} of ${sheets.length}`);
}

/** Closer together at first, where more is learned; the first and the last among them. */
function chosenFrames(count: number): readonly number[] {
  const last = mostFrames - 1;
  const frames = Array.from({ length: mostFrames }, (_, at) =>
    Math.round((count - 1) * (at / last) ** 1.5),
  );
  return [...new Set(frames)];
}

/** The rows of samples, without the reconstructions below them, in the images' own size. */
function topOf(sheet: Uint8Array, rows: number): Uint8Array {
  const { width: wide, channels, data } = decode(sheet);
  const width = Math.ceil(wide / sheetScale);
  const pixels = new Uint8Array(width * rows * channels);
  for (let y = 0, to = 0; y < rows; y++) {
    for (let x = 0; x < width; x++) {
      const from = (y * wide + x) * sheetScale * channels;
      for (let channel = 0; channel < channels; channel++) pixels[to++] = data[from + channel] ?? 0;
    }
  }
  return encode({ width, height: rows, channels, data: pixels });
}
