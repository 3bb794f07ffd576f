/** `comfy-edge generate`: images of seeds, as files. */
import { Argument, Option } from 'commander';
import type { EdgeImage } from '../../edge-image.ts';
import type { GenerateParameters } from '../../resources/images.ts';
import { defineCommand } from '../command.ts';
import { chooseFormat, endingOf, type StillFormat, stillFormats } from '../files/image-format.ts';
import { ImageTarget, type TargetFlags, targetOptions } from '../files/image-target.ts';
import {
  classOption,
  countOption,
  formatOption,
  type ImageFlags,
  imageOptions,
  imageParameters,
  seedOption,
  truncationOption,
} from '../image-options.ts';
import { type SeriesStart, seriesOf } from '../many-images.ts';
import { collect, directionStep, wholeNumber } from '../options.ts';
import { shortDigest } from '../output/quantities.ts';
import type { Session } from '../session.ts';

interface Flags extends ImageFlags, TargetFlags {
  readonly class?: string | number;
  readonly seed?: number;
  readonly number: number;
  readonly truncation?: number;
  readonly direction?: { readonly index: number; readonly amount: number }[];
  readonly format?: StillFormat;
  readonly sheet?: true;
  readonly columns?: number;
}

export const generate = defineCommand<Flags, [model: string]>({
  name: 'generate',
  summary: 'Generate images',
  more: 'Prints the paths of the files. The seed is the image: the same version, class and seed give the same bytes for ever.',
  arguments: [new Argument('<model>', 'name, name@alias, or name@digest to pin a version')],
  options: [
    classOption,
    seedOption,
    countOption('how many images, with consecutive seeds').default(1),
    truncationOption,
    new Option(
      '--direction <index=amount>',
      'a step along a direction of the version; may be repeated',
    ).argParser(collect(directionStep)),
    ...targetOptions(['model', 'digest', 'class', 'seed', 'index', 'sha256', 'ext']),
    formatOption(stillFormats),
    ...imageOptions,
    new Option('--sheet', 'all images in one file'),
    new Option('--columns <n>', 'of the sheet').argParser(wholeNumber).implies({ sheet: true }),
  ],
  examples: {
    'generate fashion-mnist --class sneaker --seed 42': 'One sneaker, the same for ever',
    'generate fashion-mnist -n 500 -o "shoes/{class}/{seed}.png" --seed 1':
      'A labelled set, a folder for each class',
    'generate fashion-mnist -n 40 --columns 10 -o sheet.webp': 'A contact sheet',
    'generate fashion-mnist -c bag --size 224 -o - | feh -': 'To another program',
  },
  run: (session, flags, model) =>
    flags.sheet === true ? makeSheet(session, flags, model) : makeImages(session, flags, model),
});

function parametersOf(flags: Flags, model: string, format: StillFormat) {
  const { class: className, seed, truncation, direction } = flags;
  return {
    ...{ model, format, n: flags.number },
    ...(className !== undefined && { class: className }),
    ...(seed !== undefined && { seed }),
    ...(truncation !== undefined && { truncation }),
    ...(direction !== undefined && { directions: direction }),
    ...imageParameters(flags),
  } satisfies GenerateParameters;
}

async function makeImages(session: Session, flags: Flags, model: string): Promise<undefined> {
  const { number: n } = flags;
  const format = chooseFormat(flags.output, flags.format, 'png', stillFormats);
  const target = new ImageTarget(session, flags, '{model}-{class}-{seed}.{ext}');
  target.checkCount(n, 'name {seed} or {index} in -o, or make a --sheet');
  const startedMs = performance.now();
  const made: { readonly image: EdgeImage; readonly index: number; readonly path: string }[] = [];
  let common: SeriesStart | undefined;
  await session.during(model, async (progress) => {
    const series = seriesOf(session.edge, parametersOf(flags, model, format));
    for await (const { start, image, index } of series) {
      common = start;
      const path = await target.save(image.bytes, fieldsOf(start, image, index, n));
      made.push({ image, index, path });
      progress.report(made.length, n);
    }
  });
  if (target.isStdout || common === undefined) return undefined;
  await session.show(made.map(({ image }) => image.bytes));
  session.print({
    json: { ...common, images: made.map(jsonOf) },
    text: () => made.map(({ path }) => `${path}\n`).join(''),
  });
  const took = `${((performance.now() - startedMs) / 1000).toFixed(1)} s`;
  session.note(`${made.length} of ${common.model}@${shortDigest(common.digest)} in ${took}`);
  return undefined;
}

function fieldsOf({ model, digest }: SeriesStart, image: EdgeImage, index: number, n: number) {
  return {
    ...{ model, digest: shortDigest(digest), class: image.class, seed: image.seed },
    // As many digits as the last one has, so that files sort as they were made.
    index: String(index).padStart(String(n - 1).length, '0'),
    ...{ sha256: image.sha256, ext: endingOf(image.format) },
  };
}

function jsonOf({ image, index, path }: { image: EdgeImage; index: number; path: string }) {
  const { seed, class: className, classIndex, sha256, width, height, format, receipt } = image;
  return {
    ...{ index, path, seed, class: className, classIndex },
    ...{ sha256, width, height, format, receipt },
  };
}

async function makeSheet(session: Session, flags: Flags, model: string): Promise<undefined> {
  const format = chooseFormat(flags.output, flags.format, 'png', stillFormats);
  const target = new ImageTarget(session, flags, '{model}-sheet-{seed}.{ext}');
  const { columns } = flags;
  const parameters = {
    ...parametersOf(flags, model, format),
    ...(columns !== undefined && { columns }),
  };
  const sheet = await session.during(model, () => session.edge.images.sheet(parameters));
  const { seed, digest, engineId } = sheet;
  const name = model.replace(/@.*$/, '');
  const fields = { model: name, digest: shortDigest(digest), seed, ext: endingOf(format) };
  const path = await target.save(sheet.bytes, fields);
  if (target.isStdout) return undefined;
  await session.show([sheet.bytes]);
  session.print({
    json: { model: name, digest, engineId, seed, n: flags.number, path, format },
    text: () => `${path}\n`,
  });
  return undefined;
}
