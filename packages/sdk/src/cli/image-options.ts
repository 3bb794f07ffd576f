/** Options that commands which make images have in common. */
import { Option } from 'commander';
import { atLeast, classReference, wholeNumber } from './options.ts';

export interface ImageFlags {
  readonly size?: number;
  readonly resampling?: 'nearest' | 'lanczos';
  readonly quality?: number;
}

export const imageOptions = [
  new Option('--size <pixels>', 'width of each image; as the model draws them').argParser(
    wholeNumber,
  ),
  new Option('--resampling <how>', 'how images get their size').choices(['nearest', 'lanczos']),
  new Option('--quality <1-100>', 'of JPEG and WebP').argParser(wholeNumber),
];

export const classOption = new Option('-c, --class <class>', 'by name or index').argParser(
  classReference,
);

export const seedOption = new Option(
  '-s, --seed <seed>',
  'drawn, and told, when left out',
).argParser(wholeNumber);

export const truncationOption = new Option(
  '-t, --truncation <0-1>',
  'less is more typical; 1 is all variety',
).argParser(atLeast(0));

export function countOption(what: string): Option {
  return new Option('-n, --number <n>', what).argParser(wholeNumber);
}

export function formatOption(formats: readonly string[]): Option {
  return new Option('--format <name>', 'of the files; as -o ends, or else the first').choices(
    formats,
  );
}

/** What of these flags a request has; the rest is the service's own to choose. */
export function imageParameters({ size, resampling, quality }: ImageFlags): ImageFlags {
  return {
    ...(size !== undefined && { size }),
    ...(resampling !== undefined && { resampling }),
    ...(quality !== undefined && { quality }),
  };
}
