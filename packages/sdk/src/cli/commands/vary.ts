/** `comfy-edge vary`: pictures like one picture. */
import { Argument, Option } from 'commander';
import type { VaryParameters } from '../../resources/variations.ts';
import { defineCommand } from '../command.ts';
import { chooseFormat, endingOf, type StillFormat, stillFormats } from '../files/image-format.ts';
import { ImageTarget, type TargetFlags, targetOptions } from '../files/image-target.ts';
import { pictureName, readInput } from '../files/read-input.ts';
import {
  classOption,
  countOption,
  formatOption,
  type ImageFlags,
  imageOptions,
  imageParameters,
  seedOption,
} from '../image-options.ts';
import { atLeast } from '../options.ts';

interface Flags extends ImageFlags, TargetFlags {
  readonly class?: string | number;
  readonly seed?: number;
  readonly number: number;
  readonly strength?: number;
  readonly background?: 'white' | 'black';
  readonly format?: StillFormat;
}

export const vary = defineCommand<Flags, [model: string, picture: string]>({
  name: 'vary',
  summary: 'Make variations of a picture',
  more: 'The picture is a PNG, JPEG or WebP; the model needs an encoder. Prints the paths of the files.',
  arguments: [
    new Argument('<model>', 'name, name@alias, or name@digest to pin a version'),
    new Argument('<picture>', 'a file, or - for stdin'),
  ],
  options: [
    new Option(
      '--strength <0-1>',
      '0 is the reconstruction, 1 forgets the picture; 0.3 when left out',
    ).argParser(atLeast(0)),
    countOption('how many').default(8),
    classOption,
    seedOption,
    new Option('--background <colour>', 'behind transparent pixels').choices(['white', 'black']),
    ...targetOptions(['picture', 'model', 'class', 'seed', 'index', 'ext']),
    formatOption(stillFormats),
    ...imageOptions,
  ],
  examples: {
    'vary fashion-mnist shoe.jpg': 'Eight like it',
    'vary fashion-mnist shoe.jpg -n 30 --strength 0.6 -o more/':
      'Thirty, further away, in a folder',
  },
  async run(session, flags, model, picture) {
    const format = chooseFormat(flags.output, flags.format, 'png', stillFormats);
    const target = new ImageTarget(session, flags, '{picture}-{seed}.{ext}');
    target.checkCount(flags.number, 'name {seed} or {index} in -o');
    const image = await readInput(picture, session.terminal);
    const { class: className, seed, strength, background } = flags;
    const parameters: VaryParameters = {
      ...{ model, image, format, n: flags.number },
      ...(className !== undefined && { class: className }),
      ...(seed !== undefined && { seed }),
      ...(strength !== undefined && { strength }),
      ...(background !== undefined && { background }),
      ...imageParameters(flags),
    };
    const answer = await session.during(picture, () => session.edge.variations.create(parameters));
    const { images, picture: seen, ...common } = answer;
    const digits = String(images.length - 1).length;
    const paths: string[] = [];
    for (const { bytes, index, seed, format } of images) {
      const fields = {
        ...{ picture: pictureName(picture), model: common.model, class: common.class, seed },
        ...{ index: String(index).padStart(digits, '0'), ext: endingOf(format) },
      };
      paths.push(await target.save(bytes, fields));
    }
    const saved = images.map(({ index, seed, sha256, width, height, format, receipt }) => ({
      ...{ index, path: paths[index], seed, sha256, width, height, format, receipt },
    }));
    if (target.isStdout) return undefined;
    await session.show([seen.bytes, ...images.map(({ bytes }) => bytes)]);
    session.print({
      json: { ...common, images: saved },
      text: () => paths.map((path) => `${path}\n`).join(''),
    });
    const told = common.classGiven ? common.class : `${common.class}, as it seems`;
    session.note(`${saved.length} of ${told}; the first that is shown is the picture itself`);
    return undefined;
  },
});
