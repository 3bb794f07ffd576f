/** `comfy-edge compare`: the same latents on two versions. */
import { Argument, Option } from 'commander';
import type { CompareParameters } from '../../resources/comparisons.ts';
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
import { wholeNumber } from '../options.ts';
import { shortDigest } from '../output/quantities.ts';
import { table } from '../output/table.ts';

interface Flags extends ImageFlags, TargetFlags {
  readonly class?: string | number;
  readonly seed?: number;
  readonly number?: number;
  readonly truncation?: number;
  readonly format?: StillFormat;
  readonly columns?: number;
}

export const compare = defineCommand<Flags, [first: string, second: string]>({
  name: 'compare',
  summary: 'Put images of two versions side by side',
  more: 'Of each pair the difference in levels of 255, and the structural similarity, which is 1 for equal images. With -o also a sheet of all pairs and what differs.',
  arguments: [
    new Argument('<first>', 'model, model@alias or model@digest'),
    new Argument('<second>', 'the same'),
  ],
  options: [
    classOption,
    seedOption,
    countOption('how many pairs; 10 when left out'),
    truncationOption,
    ...targetOptions(['seed', 'ext']),
    formatOption(stillFormats),
    ...imageOptions,
    new Option('--columns <n>', 'pairs in a row of the sheet').argParser(wholeNumber),
  ],
  examples: {
    'compare fashion-mnist@latest fashion-mnist@candidate --seed 1': 'Before an alias moves',
    'compare fashion-mnist@latest fashion-mnist@candidate -n 32 -o pairs.png': 'As a sheet as well',
  },
  async run(session, flags, first, second) {
    const format = chooseFormat(flags.output, flags.format, 'png', stillFormats);
    const target = new ImageTarget(session, flags, '{seed}.{ext}');
    const { class: className, seed, number: n, truncation, columns } = flags;
    const parameters: CompareParameters = {
      models: [first, second],
      ...(className !== undefined && { class: className }),
      ...(seed !== undefined && { seed }),
      ...(n !== undefined && { n }),
      ...(truncation !== undefined && { truncation }),
      ...imageParameters(flags),
    };
    const answer = await session.during('pairs', () => session.edge.comparisons.create(parameters));
    const { pairs, ...common } = answer;
    // The seed is the pair, so the sheet shows the very images that were counted.
    const same = { ...parameters, seed: pairs[0]?.seed ?? 0 };
    const sheetOf = () =>
      session.edge.comparisons.file({ ...same, format, ...(columns !== undefined && { columns }) });
    const path =
      flags.output === undefined
        ? undefined
        : await target.save((await session.during('sheet', sheetOf)).bytes, {
            ...{ seed: same.seed, ext: endingOf(format) },
          });
    if (target.isStdout) return undefined;
    await session.show(pairs.flatMap(({ images }) => images.map(({ bytes }) => bytes)));
    const described = pairs.map(({ images, ...pair }) => ({
      ...pair,
      sha256: images.map(({ sha256 }) => sha256),
    }));
    session.print({
      json: { ...common, pairs: described, ...(path !== undefined && { path }) },
      text: (paint) => {
        const [one, other] = common.versions.map((it) => `${it.model}@${shortDigest(it.digest)}`);
        const rows = pairs.map((pair) => [
          ...[pair.class, pair.seed.toString()],
          ...[rounded(pair.meanAbsoluteLevels), rounded(pair.structuralSimilarity)],
        ]);
        const mean = [
          ...['all', ''],
          ...[rounded(common.meanAbsoluteLevels), rounded(common.structuralSimilarity)],
        ];
        const heads = ['CLASS', 'SEED', 'LEVELS', 'SIMILARITY'];
        return `${one} beside ${other}\n${table(heads, [...rows, mean], paint)}`;
      },
    });
    return undefined;
  },
});

function rounded(value: number): number {
  return Number(value.toFixed(4));
}
