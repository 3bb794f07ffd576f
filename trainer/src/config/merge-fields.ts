/**
 * A configuration with some of its fields replaced, from a file or the command line. A field that does
 * not exist is refused with the nearest one that does, by Levenshtein's distance.
 */
import { distance } from 'fastest-levenshtein';
import { ConfigError } from './train-config.ts';

export type Fields = Readonly<Record<string, unknown>>;

/**
 * Groups are merged, everything else is replaced: numbers, names, whole arrays. A group of another
 * `kind` replaces the old one whole, as none of its fields need be there.
 *
 * @param origin where `changes` come from, for messages
 * @throws ConfigError for a field that `base` does not have, or a value where a group is expected
 */
export function mergeFields(base: Fields, changes: Fields, origin: string): Fields {
  return merge(base, changes, { origin, known: pathsOf(base), group: [] });
}

interface Place {
  readonly origin: string;
  readonly known: readonly string[];
  readonly group: readonly string[];
}

function merge(base: Fields, changes: Fields, place: Place): Fields {
  const merged: Record<string, unknown> = { ...base };
  for (const [name, value] of Object.entries(changes)) {
    const path = [...place.group, name].join('.');
    if (!Object.hasOwn(base, name)) {
      throw new ConfigError(
        `${place.origin}: there is no field ${path}; did you mean ${nearest(path, place.known)}?`,
      );
    }
    const old = base[name];
    if (!isGroup(old) || (isGroup(value) && isOfAnotherKind(old, value))) {
      merged[name] = value;
    } else if (isGroup(value)) {
      merged[name] = merge(old, value, { ...place, group: [...place.group, name] });
    } else {
      const fields = Object.keys(old).map((field) => `${path}.${field}`);
      throw new ConfigError(
        `${place.origin}: ${path}: expected one of its fields (${fields.join(', ')}), got ${JSON.stringify(value)}`,
      );
    }
  }
  return merged;
}

export function isGroup(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isOfAnotherKind(old: Fields, value: Fields): boolean {
  return 'kind' in value && value.kind !== old.kind;
}

/** By name first, so that a right name in a wrong group is found; by path among equals. */
function nearest(path: string, known: readonly string[]): string | undefined {
  const score = (candidate: string) =>
    distance(nameOf(path), nameOf(candidate)) + distance(path, candidate) / 1000;
  return known.toSorted((one, other) => score(one) - score(other))[0];
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** `optimizer`, `optimizer.beta1` and so on. */
function pathsOf(group: Fields, prefix = ''): string[] {
  return Object.entries(group).flatMap(([name, value]) => {
    const path = `${prefix}${name}`;
    return isGroup(value) ? [path, ...pathsOf(value, `${path}.`)] : [path];
  });
}
