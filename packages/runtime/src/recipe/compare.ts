/** The images of a comparison: of each pair the first, the second, and what differs. */
import type { Image } from '../pixels.ts';

/** What an image of a version must have in common with one of another, to stand beside it. */
interface Named {
  readonly classes: readonly string[];
}

/** The classes that both versions name, in the order of the first: their indices may differ. */
export function sharedClasses(first: Named, second: Named): string[] {
  return first.classes.filter((name) => second.classes.includes(name));
}

/** In the order of a sheet with three images a pair. */
export function besideEachOther(first: readonly Image[], second: readonly Image[]): Image[] {
  return first.flatMap((image, i) => {
    const other = second[i] as Image;
    return [image, other, differenceImage(image, other)];
  });
}

/** Black where both are the same. */
function differenceImage(a: Image, b: Image): Image {
  const pixels = a.pixels.map((level, at) => Math.abs(level - (b.pixels[at] as number)));
  return { ...a, pixels };
}
