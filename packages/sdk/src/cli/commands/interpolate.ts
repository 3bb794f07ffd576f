/** `comfy-edge interpolate`: a walk from image to image, as an animation, a sheet or single frames. */
import { randomInt } from 'node:crypto';
import { Argument, InvalidArgumentError, Option } from 'commander';
import type { InterpolateParameters } from '../../resources/interpolations.ts';
import { defineCommand } from '../command.ts';
import { chooseFormat, endingOf, type PathFormat, pathFormats } from '../files/image-format.ts';
import { ImageTarget, type TargetFlags, targetOptions } from '../files/image-target.ts';
import {
  classOption,
  formatOption,
  type ImageFlags,
  imageOptions,
  imageParameters,
  truncationOption,
} from '../image-options.ts';
import { classReference, collect, wholeNumber } from '../options.ts';
import type { Session } from '../session.ts';

interface Flags extends ImageFlags, TargetFlags {
  readonly class?: string | number;
  readonly truncation?: number;
  readonly frames?: number;
  readonly frameMs?: number;
  readonly loop?: true;
  readonly format?: PathFormat;
  readonly columns?: number;
}

interface Waypoint {
  readonly seed?: number;
  readonly class?: string | number;
}

export const interpolate = defineCommand<Flags, [model: string, waypoints: Waypoint[]]>({
  name: 'interpolate',
  summary: 'Walk from image to image',
  more: 'A still format is a contact sheet; {index} in -o makes a file of each frame.',
  arguments: [
    new Argument('<model>', 'name, name@alias, or name@digest to pin a version'),
    new Argument(
      '<waypoints...>',
      'where the walk goes through: seed, seed:class or :class',
    ).argParser(collect(waypoint)),
  ],
  options: [
    classOption,
    new Option('--frames <n>', 'in all; 24 when left out').argParser(wholeNumber),
    new Option('--frame-ms <ms>', 'how long each is shown; 80 when left out').argParser(
      wholeNumber,
    ),
    new Option('--loop', 'back to the beginning'),
    truncationOption,
    ...targetOptions(['model', 'index', 'ext']),
    formatOption(pathFormats),
    ...imageOptions,
    new Option('--columns <n>', 'of a contact sheet').argParser(wholeNumber),
  ],
  examples: {
    'interpolate fashion-mnist 1 2 3 --class sneaker --loop -o sneakers.gif':
      'Three sneakers and back to the first',
    'interpolate fashion-mnist 7:sandal 7:ankle-boot --frames 48': 'One seed from class to class',
    'interpolate fashion-mnist 1 2 -c bag -o "frames/{index}.png"': 'A file of each frame',
  },
  async run(session, flags, model, waypoints) {
    const format = chooseFormat(flags.output, flags.format, 'apng', pathFormats);
    const target = new ImageTarget(session, flags, '{model}-walk.{ext}');
    const parameters = parametersOf(flags, model, waypoints, format);
    return target.hasField('index')
      ? makeFrames(session, target, parameters)
      : makeFile(session, target, parameters);
  },
});

/** Waypoints without a seed share one, which is drawn here so that it can be told. */
function parametersOf(
  flags: Flags,
  model: string,
  waypoints: readonly Waypoint[],
  format: PathFormat,
): InterpolateParameters {
  const { class: className, truncation, frames, frameMs, loop, columns } = flags;
  return {
    ...{ model, waypoints: waypoints.map((it) => ({ ...it })), format },
    ...(waypoints.some(({ seed }) => seed === undefined) && { seed: randomInt(2 ** 32) }),
    ...(className !== undefined && { class: className }),
    ...(truncation !== undefined && { truncation }),
    ...(frames !== undefined && { frames }),
    ...(frameMs !== undefined && { frameMs }),
    ...(loop !== undefined && { loop }),
    ...(columns !== undefined && { columns }),
    ...imageParameters(flags),
  };
}

async function makeFile(
  session: Session,
  target: ImageTarget,
  parameters: InterpolateParameters,
): Promise<undefined> {
  const { model: reference, format = 'apng', waypoints, seed } = parameters;
  const file = await session.during(reference, () => session.edge.interpolations.file(parameters));
  const model = reference.replace(/@.*$/, '');
  const path = await target.save(file.bytes, { model, ext: endingOf(format) });
  if (target.isStdout) return undefined;
  await session.show([file.bytes]);
  session.print({
    json: { model, waypoints, ...(seed !== undefined && { seed }), format, path },
    text: () => `${path}\n`,
  });
  return undefined;
}

async function makeFrames(
  session: Session,
  target: ImageTarget,
  parameters: InterpolateParameters,
): Promise<undefined> {
  const answer = await session.during(parameters.model, () =>
    session.edge.interpolations.create(parameters),
  );
  const { model, digest, engineId, truncation, loop, waypoints, frames } = answer;
  const digits = String(frames.length - 1).length;
  const paths: string[] = [];
  for (const { bytes, index, format } of frames) {
    const fields = { model, index: String(index).padStart(digits, '0'), ext: endingOf(format) };
    paths.push(await target.save(bytes, fields));
  }
  const saved = frames.map(({ index, position, sha256, width, height, format }) => ({
    ...{ index, position, path: paths[index], sha256, width, height, format },
  }));
  await session.show(frames.map(({ bytes }) => bytes));
  session.print({
    json: { model, digest, engineId, truncation, loop, waypoints, frames: saved },
    text: () => paths.map((path) => `${path}\n`).join(''),
  });
  return undefined;
}

/** For `argParser`. */
function waypoint(text: string): Waypoint {
  const [, seed, className] = /^(\d*)(?::(.+))?$/.exec(text) ?? [];
  if (text === '' || seed === undefined || (seed === '' && className === undefined)) {
    throw new InvalidArgumentError(`Expected seed, seed:class or :class, got ${text}.`);
  }
  return {
    ...(seed !== '' && { seed: Number(seed) }),
    ...(className !== undefined && { class: classReference(className) }),
  };
}
