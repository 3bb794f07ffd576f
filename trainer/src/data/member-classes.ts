/**
 * Class folders inside an archive: the folder an image lies in is its class; the folders above are
 * `train` and `test`, or all the same and of no meaning (`photos/cat/1.png`, `photos/dog/2.png`).
 */
import { inDescribedOrder, parseClassNames } from './class-names.ts';
import { DataError } from './data-error.ts';
import { type Split, splitNames } from './split.ts';

export interface MemberClasses {
  /** In label order. */
  readonly classes: readonly string[];
  /** Of each path, in their order. */
  readonly members: readonly {
    readonly name: string;
    readonly label: number;
    readonly split?: Split;
  }[];
}

/**
 * @param paths of images, `/` between folders
 * @param described the order of classes, where a description has it
 * @throws DataError naming the archive and a path
 */
export function classesOfMembers(
  paths: readonly string[],
  archive: string,
  described?: readonly string[],
): MemberClasses {
  const folders = paths.map((path) =>
    path
      .split('/')
      .filter((part) => part !== '.')
      .slice(0, -1),
  );
  const common = commonDepth(folders.map((parts) => parts.slice(0, -1)));
  const inner = folders.map((parts) => parts.slice(common));
  const hasSplits =
    inner.length > 0 && inner.every(([first, ...rest]) => isSplit(first) && rest.length === 1);
  const depth = hasSplits ? 2 : 1;
  const odd = inner.findIndex((parts) => parts.length !== depth);
  if (odd >= 0) {
    throw new DataError(
      'unknown-layout',
      `${archive}: ${paths[odd]}: expected all images in class folders of one depth, got this one elsewhere. Move or remove it.`,
    );
  }
  const found = [...new Set(inner.map((parts) => parts.at(-1) ?? ''))].sort();
  const names = inDescribedOrder(found, described);
  const classes = parseClassNames(names, (index) => `${archive}: ${names[index]}`);
  const labelOf = new Map(names.map((name, label) => [name, label]));
  const members = inner.map((parts, at) => {
    const name = paths[at]?.split('/').at(-1) ?? '';
    const label = labelOf.get(parts.at(-1) ?? '') ?? 0;
    const [split] = parts;
    return hasSplits && isSplit(split) ? { name, label, split } : { name, label };
  });
  return { classes, members };
}

function isSplit(part: string | undefined): part is Split {
  return splitNames.some((name) => name === part);
}

/** How many leading folders all the lists share. */
function commonDepth(lists: readonly (readonly string[])[]): number {
  const [first = []] = lists;
  const differs = first.findIndex((part, at) => lists.some((list) => list[at] !== part));
  return differs < 0 ? first.length : differs;
}
