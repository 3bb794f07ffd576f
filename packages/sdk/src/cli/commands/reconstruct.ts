/** `comfy-edge reconstruct`: a picture as a model sees it. */
import { Argument, Option } from 'commander';
import type { ReconstructParameters } from '../../resources/reconstructions.ts';
import { defineCommand } from '../command.ts';
import { chooseFormat, endingOf, type StillFormat, stillFormats } from '../files/image-format.ts';
import { ImageTarget, type TargetFlags, targetOptions } from '../files/image-target.ts';
import { pictureName, readInput } from '../files/read-input.ts';
import {
  classOption,
  formatOption,
  type ImageFlags,
  imageOptions,
  imageParameters,
} from '../image-options.ts';

interface Flags extends ImageFlags, TargetFlags {
  readonly class?: string | number;
  readonly background?: 'white' | 'black';
  readonly format?: StillFormat;
}

export const reconstruct = defineCommand<Flags, [model: string, picture: string]>({
  name: 'reconstruct',
  summary: 'See a picture through a model',
  more: 'Says which class it is taken for, and how far the reconstruction is from it.',
  arguments: [
    new Argument('<model>', 'name, name@alias, or name@digest to pin a version'),
    new Argument('<picture>', 'a PNG, JPEG or WebP, or - for stdin'),
  ],
  options: [
    classOption,
    new Option('--background <colour>', 'behind transparent pixels').choices(['white', 'black']),
    ...targetOptions(['picture', 'model', 'class', 'ext']),
    formatOption(stillFormats),
    ...imageOptions,
  ],
  examples: { 'reconstruct fashion-mnist shoe.jpg --size 224': 'What it makes of a shoe' },
  async run(session, flags, model, picture) {
    const format = chooseFormat(flags.output, flags.format, 'png', stillFormats);
    const target = new ImageTarget(session, flags, '{picture}-reconstruction.{ext}');
    const image = await readInput(picture, session.terminal);
    const { class: className, background } = flags;
    const parameters: ReconstructParameters = {
      ...{ model, image, format },
      ...(className !== undefined && { class: className }),
      ...(background !== undefined && { background }),
      ...imageParameters(flags),
    };
    const answer = await session.during(picture, () =>
      session.edge.reconstructions.create(parameters),
    );
    const { picture: seen, reconstruction, ...common } = answer;
    const { bytes, sha256, width, height, receipt } = reconstruction;
    const fields = {
      ...{ picture: pictureName(picture), model: common.model, class: common.class },
      ext: endingOf(format),
    };
    const path = await target.save(bytes, fields);
    if (target.isStdout) return undefined;
    await session.show([seen.bytes, bytes]);
    session.print({
      json: { ...common, path, sha256, width, height, format, receipt },
      text: () => `${path}\n`,
    });
    const away = `${common.meanAbsoluteLevels.toFixed(1)} levels of 255 away`;
    session.note(`${common.class}${common.classGiven ? '' : ', as it seems'}, ${away}`);
    return undefined;
  },
});
