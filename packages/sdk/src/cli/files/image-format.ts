/** Formats of image files: as they are asked for, or else as the file's name ends. */
import { UsageError } from '../usage-error.ts';

const endings: Readonly<Record<string, readonly string[]>> = {
  png: ['png'],
  jpeg: ['jpg', 'jpeg'],
  webp: ['webp'],
  npy: ['npy'],
  apng: ['apng'],
  gif: ['gif'],
};

/** Of still images. */
export const stillFormats = ['png', 'webp', 'jpeg', 'npy'] as const;
export type StillFormat = (typeof stillFormats)[number];

/** Of paths: animations, or contact sheets. */
export const pathFormats = ['apng', 'gif', 'webp', 'png', 'jpeg', 'npy'] as const;
export type PathFormat = (typeof pathFormats)[number];

/** How files of a format end. */
export function endingOf(format: string): string {
  return endings[format]?.[0] ?? format;
}

/**
 * @param own what it is where neither says anything
 * @throws UsageError where both say different things
 */
export function chooseFormat<Format extends string>(
  output: string | undefined,
  wished: Format | undefined,
  own: Format,
  formats: readonly Format[],
): Format {
  const [, ending] = /\.([a-z]+)$/i.exec(output ?? '') ?? [];
  const named = formats.find((format) => endings[format]?.includes(ending?.toLowerCase() ?? ''));
  if (named !== undefined && wished !== undefined && named !== wished) {
    throw new UsageError(`expected -o and --format to agree, got ${output} and ${wished}`);
  }
  return wished ?? named ?? own;
}
