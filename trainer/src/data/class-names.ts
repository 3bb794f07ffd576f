/**
 * Class names as the published manifest takes them (`packages/model`, `parse-manifest.ts`): what it
 * would refuse is refused before hours of training, not after.
 */
import { graphLimits } from '@comfy-edge/model';
import { DataError } from './data-error.ts';

const longestName = 64;

/**
 * `My Class` becomes `my-class`.
 *
 * @param names in label order, as the data set spells them
 * @param placeOf where a person finds name `index`, to mend it
 * @throws DataError `too-many-classes`, `bad-class-name` or `class-name-clash`
 */
export function parseClassNames(
  names: readonly string[],
  placeOf: (index: number) => string,
): readonly string[] {
  if (names.length > graphLimits.classes) {
    throw new DataError(
      'too-many-classes',
      `${placeOf(graphLimits.classes)}: expected at most ${graphLimits.classes} classes, got ${names.length}. Leave some out.`,
    );
  }
  const classes = names.map(kebabCase);
  for (const [index, name] of classes.entries()) {
    const isName = /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) && name.length <= longestName;
    if (!isName || name in Object.prototype || name === 'prototype') {
      throw new DataError(
        'bad-class-name',
        `${placeOf(index)}: expected a class name of letters a to z, digits and hyphens, at most ${longestName} long, ` +
          `got "${name}" from "${names[index]}". Rename it.`,
      );
    }
    if (classes.indexOf(name) !== index) {
      throw new DataError(
        'class-name-clash',
        `${placeOf(index)}: expected a class name of its own, got "${name}" as another one has. Rename it.`,
      );
    }
  }
  return classes;
}

/**
 * Folders have no order but their names'. Where a description lists the same classes, theirs is the
 * order of labels, so that a data set keeps its labels in whatever layout.
 */
export function inDescribedOrder(
  names: readonly string[],
  described: readonly string[] | undefined,
): readonly string[] {
  if (described?.length !== names.length) return names;
  const nameOf = new Map(names.map((name) => [kebabCase(name), name]));
  const ordered = described.flatMap((name) => nameOf.get(name) ?? []);
  return ordered.length === names.length ? ordered : names;
}

/** Lower case, without accents, words joined by hyphens. */
function kebabCase(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}
