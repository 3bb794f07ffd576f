/** What an inspection found, as lines for a person. */
import type { Inspection } from './inspect-data-set.ts';

const shown = 10;

export function describeInspection(
  path: string,
  { classes, licence, sizes, channels, sha256, broken, duplicates }: Inspection,
): readonly string[] {
  const total = (split: 'train' | 'test') =>
    classes.reduce((sum, { [split]: count }) => sum + count, 0);
  const nameWidth = classes.reduce((most, { name }) => Math.max(most, name.length), 5);
  const row = (name: string, train: number | string, test: number | string) =>
    `  ${name.padEnd(nameWidth)} ${`${train}`.padStart(9)} ${`${test}`.padStart(9)}`;
  return [
    `${path}: ${total('train') + total('test')} images of ${classes.length} classes, licence ${licence ?? 'not stated'}`,
    row('class', 'train', 'test'),
    ...classes.map(({ name, train, test }) => row(name, train, test)),
    row('', total('train'), total('test')),
    `sizes (height × width): ${list(sizes.map(({ height, width, count }) => `${height}×${width} (${count})`))}`,
    `channels: ${list(channels.map(({ kind, count }) => `${kind} (${count})`))}`,
    `digest: ${sha256}`,
    ...describeBalance(classes),
    ...describeDuplicates(duplicates),
    broken.length === 0 ? 'broken: none' : `broken: ${broken.length}`,
    ...broken.map(({ place, reason }) => `  ${place}: ${reason}`),
  ];
}

function describeBalance(classes: Inspection['classes']): readonly string[] {
  const empty = classes.filter(({ train }) => train === 0).map(({ name }) => name);
  const counts = classes.map(({ train }) => train).filter((count) => count > 0);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return [
    ...(empty.length > 0 ? [`without training images: ${list(empty)}; training refuses that`] : []),
    ...(most > 2 * least
      ? [
          `unbalanced: the largest class has ${(most / least).toFixed(1)} times the images of the smallest`,
        ]
      : []),
  ];
}

function describeDuplicates(duplicates: Inspection['duplicates']): readonly string[] {
  if (duplicates.length === 0) return ['duplicates: none'];
  const extra = duplicates.reduce((sum, { places }) => sum + places.length - 1, 0);
  const acrossClasses = duplicates.filter((group) => group.acrossClasses);
  const acrossSplits = duplicates.filter((group) => group.acrossSplits);
  const worst = [...new Set([...acrossClasses, ...acrossSplits, ...duplicates])].slice(0, shown);
  return [
    `duplicates: ${extra} images are copies of others; in ${acrossClasses.length} cases under another label, in ${acrossSplits.length} both in training and test`,
    ...worst.map(({ places }) => `  ${list(places.slice(0, 3))}${places.length > 3 ? ', …' : ''}`),
    ...(duplicates.length > worst.length ? ['  … (all with --json)'] : []),
  ];
}

function list(items: readonly string[]): string {
  const rest = items.length - shown;
  return `${items.slice(0, shown).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
