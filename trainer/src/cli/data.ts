/** `npm run data`: looks into a data set, or writes it in another layout and size. */
import { basename, resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import {
  type Converted,
  convertDataSet,
  type FormatName,
  formatNames,
} from '../data/convert/convert-data-set.ts';
import { DataError } from '../data/data-error.ts';
import { cropNames } from '../data/fit.ts';
import { backgroundNames, type ImageForm } from '../data/image-form.ts';
import { describeInspection } from '../data/inspect/describe-inspection.ts';
import { inspectDataSet } from '../data/inspect/inspect-data-set.ts';
import { filterNames } from '../data/resample-filter.ts';
import { reading } from './reading-images.ts';
import { runCommand } from './run-command.ts';

interface InspectFlags {
  /** A file, or false for none. */
  readonly sheet?: string | false;
  readonly json: boolean;
}

interface ConvertFlags extends Pick<ImageForm, 'crop' | 'filter' | 'background'> {
  readonly size: { readonly height: number; readonly width: number };
  readonly channels: 1 | 3;
  readonly format: FormatName;
  readonly skipBroken: boolean;
}

const layouts =
  'IDX files, class folders of PNG, JPEG or WebP images, a .zip of those, or WebDataset .tar shards';

const command = new Command('npm run data --').description(
  'Look into a data set, or write it in another layout and size.',
);

command
  .command('inspect')
  .description(
    'Count classes, sizes and channels, list broken and repeated images, and draw a contact sheet. Ends with 1 if an image is broken.',
  )
  .argument('<path>', layouts)
  .option('--sheet <file>', 'the contact sheet, a PNG (default: <name>-sheet.png, here)')
  .option('--no-sheet', 'draw none')
  .option('--json', 'print JSON alone', false)
  .addHelpText('after', '\nExample: npm run data -- inspect data/fashion-mnist')
  .action(inspect);

command
  .command('convert')
  .description('Decode, fit and write every image of both splits, so that training starts at once.')
  .argument('<source>', layouts)
  .argument('<out>', 'a folder that does not exist yet')
  .requiredOption('--size <pixels>', 'side of the square, or <height>x<width>', size)
  .option('--channels <count>', '1 for gray, 3 for RGB', channelCount, 3)
  .addOption(
    new Option('--format <name>', 'of what is written').choices(formatNames).default('idx'),
  )
  .addOption(
    new Option('--crop <name>', 'how other proportions fit').choices(cropNames).default('centre'),
  )
  .addOption(
    new Option('--filter <name>', 'what images are resampled with')
      .choices(filterNames)
      .default('lanczos'),
  )
  .addOption(
    new Option('--background <name>', 'behind transparent and beside letterboxed images')
      .choices(backgroundNames)
      .default('white'),
  )
  .option('--skip-broken', 'leave out images that cannot be read, and list them', false)
  .addHelpText(
    'after',
    '\nExample: npm run data -- convert photos.zip data/photos-28 --size 28 --channels 1',
  )
  .action(convert);

await runCommand(command, { expected: [DataError] });

async function inspect(path: string, { sheet, json }: InspectFlags): Promise<void> {
  const inspection = await reading((onProgress) => inspectDataSet(path, onProgress));
  const name = basename(resolve(path)).replace(/\.(zip|tar|tar\.gz|tgz)$/i, '');
  const file = sheet ?? `${name}-sheet.png`;
  const drawn = file !== false && inspection.sheet.rows > 0;
  if (drawn) inspection.sheet.write(file);
  if (json) {
    const { sheet: _, ...findings } = inspection;
    console.log(JSON.stringify({ ...findings, ...(drawn ? { sheet: file } : {}) }, null, 2));
  } else {
    for (const line of describeInspection(path, inspection)) console.log(line);
    if (drawn)
      console.log(`contact sheet: ${file} (${inspection.sheet.rows} classes from the top)`);
  }
  if (inspection.broken.length > 0) process.exitCode = 1;
}

async function convert(
  path: string,
  out: string,
  { size, format, skipBroken, ...form }: ConvertFlags,
): Promise<void> {
  const broken = skipBroken
    ? (await reading((onProgress) => inspectDataSet(path, onProgress))).broken
    : [];
  for (const { place, reason } of broken) console.log(`left out ${place}: ${reason}`);
  const leaveOut = new Set(broken.map(({ place }) => place));
  const converted = await reading((onProgress) =>
    convertDataSet(path, out, format, { ...size, ...form, leaveOut, onProgress }),
  );
  console.log(describeConverted(out, format, converted));
}

function describeConverted(out: string, format: FormatName, { train, test }: Converted): string {
  const { height, width, channels, classes, count, sha256 } = train;
  return [
    `${out}: ${format}, ${height}×${width}×${channels}, ${classes.length} classes, ${count} training and ${test?.count ?? 0} test images, read back and compared`,
    `digest of the training images: ${sha256}`,
    `train on it with: npm run train -- --data ${out} --out runs/<name>`,
  ].join('\n');
}

function size(text: string): { height: number; width: number } {
  const [height = Number.NaN, width = height] = text.split(/[x×]/).map(Number);
  const fits = [height, width].every((side) => Number.isInteger(side) && side >= 1 && side <= 1024);
  if (fits) return { height, width };
  throw new InvalidArgumentError(`Expected a side from 1 to 1024, or 28x28, got ${text}.`);
}

function channelCount(text: string): 1 | 3 {
  if (text === '1') return 1;
  if (text === '3') return 3;
  throw new InvalidArgumentError(`Expected 1 (gray) or 3 (RGB), got ${text}.`);
}
