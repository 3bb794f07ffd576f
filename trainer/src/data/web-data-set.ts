/**
 * WebDataset: tar archives ("shards") in which files of one name and different endings are one
 * example, `000001.png` beside `000001.cls`.
 *
 * Source: https://github.com/webdataset/webdataset. The label is in `.cls` (a number or a class name)
 * or in `.json` as `label`, `cls` or `class`; `dataset.json` beside the shards names numbered classes.
 * Where every shard is named `train…` or `test…` they are the splits. A tar archive of class folders, without labels,
 * is read as well.
 */
import { statSync } from 'node:fs';
import { basename, dirname, extname } from 'node:path';
import { parseClassNames } from './class-names.ts';
import { DataError } from './data-error.ts';
import { readDescription } from './description.ts';
import type { EncodedBytes, EncodedImage, EncodedImages } from './encoded-images.ts';
import { imageEndings } from './image-format.ts';
import { classesOfMembers } from './member-classes.ts';
import { type Split, splitNames } from './split.ts';
import { type TarMember, tarMembers } from './tar-archive.ts';

const labelFields = ['label', 'cls', 'class'];
/** Labels are short; so are the captions that often lie beside them. */
const longestLabelBytes = 2 ** 20;
const mostClasses = 2 ** 16;

interface Example {
  readonly shard: string;
  /** Path of the image in its shard. */
  readonly path: string;
  /** As the shard says it; absent in a tar archive of class folders. */
  readonly label: string | number | undefined;
}

/**
 * @param place what was asked for: a shard or the folder of the shards
 * @throws DataError, naming the shard and the member
 */
export async function openWebDataSet(
  place: string,
  shards: readonly string[],
): Promise<EncodedImages> {
  const examples: Example[] = [];
  for (const shard of shards) examples.push(...(await listShard(shard)));
  if (examples.length === 0) {
    throw new DataError('no-images', `${place}: expected PNG, JPEG or WebP images, got none.`);
  }
  const description = readDescription(dirname(shards[0] ?? place));
  const labelled = examples.some(({ label }) => label !== undefined);
  const { classes, labels, splits } = labelled
    ? labelClasses(examples, description.classes)
    : folderClasses(examples, place, description.classes);
  const hasSplits = shards.every((shard) => splitOfShard(shard) !== undefined);
  const byPlace = new Map<string, EncodedImage>();
  for (const [at, { shard, path }] of examples.entries()) {
    const name = labelled ? `${basename(shard)}/${path}` : basename(path);
    const image = { name, place: placeOf(shard, path), label: labels[at] ?? 0 };
    const split = splits[at] ?? (hasSplits ? splitOfShard(shard) : undefined);
    byPlace.set(image.place, split === undefined ? image : { ...image, split });
  }
  return {
    place,
    description,
    classes,
    images: [...byPlace.values()],
    fingerprint: shards
      .map((shard) => `${shard}\n${statSync(shard).size} ${statSync(shard).mtimeMs}`)
      .join('\n'),
    read: (wanted) => readImages(shards, byPlace, wanted),
  };
}

/** The examples of one shard. Files of one example follow each other, as WebDataset asks. */
async function listShard(shard: string): Promise<readonly Example[]> {
  const images: { key: string; path: string }[] = [];
  const labels = new Map<string, string | number>();
  for await (const member of tarMembers(shard)) {
    const { path } = member;
    if (!member.isFile || path.split('/').some((part) => /^\.[^.]/.test(part))) continue;
    const { key, ending } = splitKey(path);
    if (imageEndings.has(ending)) images.push({ key, path });
    if (ending === '.cls' || ending === '.json') {
      const label = await readLabel(member, ending, placeOf(shard, path));
      if (label !== undefined) labels.set(key, label);
    }
  }
  return images.map(({ key, path }) => {
    const label = labels.get(key);
    if (label === undefined && labels.size > 0) {
      throw new DataError(
        'count-mismatch',
        `${placeOf(shard, path)}: expected a label in ${key}.cls or ${key}.json, got none. Add it or remove the image.`,
      );
    }
    return { shard, path, label };
  });
}

async function readLabel(
  member: TarMember,
  ending: string,
  place: string,
): Promise<string | number | undefined> {
  if (member.sizeBytes > longestLabelBytes) return undefined;
  const text = Buffer.from(await member.read())
    .toString()
    .trim();
  const value = ending === '.cls' ? text : labelInJson(text);
  if (value === undefined) return undefined;
  const isNumber = typeof value === 'number' || /^\d+$/.test(value);
  const label = isNumber ? Number(value) : value;
  const fits = typeof label === 'string' ? label !== '' : Number.isInteger(label) && label >= 0;
  if (fits && (typeof label === 'string' || label < mostClasses)) return label;
  throw new DataError(
    'label-out-of-range',
    `${place}: expected a class number from 0 to ${mostClasses - 1} or a class name, got ${JSON.stringify(value)}. Correct it.`,
  );
}

/** @returns undefined where the JSON is about something else */
function labelInJson(text: string): string | number | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return undefined;
    const fields = new Map<string, unknown>(Object.entries(value));
    const label = labelFields.map((field) => fields.get(field)).find((it) => it !== undefined);
    return typeof label === 'string' || typeof label === 'number' ? label : undefined;
  } catch {
    return undefined;
  }
}

interface Labelling {
  readonly classes: readonly string[];
  /** Of every example. */
  readonly labels: readonly number[];
  readonly splits: readonly (Split | undefined)[];
}

/** Numbers are labels as they stand; names are numbered in their order. */
function labelClasses(
  examples: readonly Example[],
  described: readonly string[] | undefined,
): Labelling {
  const placed = ({ shard, path }: Example) => placeOf(shard, path);
  const named = examples.filter(({ label }) => typeof label === 'string');
  const [firstNamed] = named;
  const unnamed = examples.find(({ label }) => typeof label !== 'string');
  if (firstNamed !== undefined && unnamed !== undefined) {
    throw new DataError(
      'label-out-of-range',
      `${placed(unnamed)}: expected the label as a class name, as that of ${placed(firstNamed)} is, got ${unnamed.label ?? 'none'}. Use numbers or names throughout.`,
    );
  }
  if (firstNamed !== undefined) {
    const names = described ?? [...new Set(named.map(({ label }) => `${label}`))].sort();
    const classes = parseClassNames(names, (index) => `${firstNamed.shard}: class ${names[index]}`);
    const labelOf = new Map(names.map((name, label) => [name, label]));
    const labels = named.map((example) => labelOf.get(`${example.label}`) ?? -1);
    refuseOutside(examples, labels, classes);
    return { classes, labels, splits: [] };
  }
  const labels = examples.map(({ label }) => (typeof label === 'number' ? label : -1));
  const highest = labels.reduce((most, label) => Math.max(most, label), 0);
  const numbered = () => Array.from({ length: highest + 1 }, (_, index) => `class-${index}`);
  const classes = described ?? parseClassNames(numbered(), (index) => `class ${index}`);
  refuseOutside(examples, labels, classes);
  return { classes, labels, splits: [] };
}

function refuseOutside(
  examples: readonly Example[],
  labels: readonly number[],
  classes: readonly string[],
): void {
  const outside = labels.findIndex((label) => label < 0 || label >= classes.length);
  const example = examples[outside];
  if (example === undefined) return;
  throw new DataError(
    'label-out-of-range',
    `${placeOf(example.shard, example.path)}: expected a label among the ${classes.length} classes, got ${example.label ?? 'none'}. Correct the classes in dataset.json or the label.`,
  );
}

function folderClasses(
  examples: readonly Example[],
  place: string,
  described: readonly string[] | undefined,
): Labelling {
  const { classes, members } = classesOfMembers(
    examples.map(({ path }) => path),
    place,
    described,
  );
  return {
    classes,
    labels: members.map(({ label }) => label),
    splits: members.map(({ split }) => split),
  };
}

async function* readImages(
  shards: readonly string[],
  byPlace: ReadonlyMap<string, EncodedImage>,
  wanted: ReadonlySet<EncodedImage>,
): AsyncGenerator<EncodedBytes> {
  for (const shard of shards) {
    for await (const member of tarMembers(shard)) {
      const image = byPlace.get(placeOf(shard, member.path));
      if (image !== undefined && wanted.has(image)) yield { image, bytes: await member.read() };
    }
  }
}

/** At the first dot of the file's name, as WebDataset does. */
function splitKey(path: string): { key: string; ending: string } {
  const file = basename(path);
  const dot = file.indexOf('.');
  const ending = dot < 0 ? '' : file.slice(dot).toLowerCase();
  return { key: path.slice(0, path.length - ending.length), ending };
}

function splitOfShard(shard: string): Split | undefined {
  const name = basename(shard, extname(shard));
  return splitNames.find((split) => name.startsWith(split));
}

function placeOf(shard: string, path: string): string {
  return `${shard}: ${path}`;
}
