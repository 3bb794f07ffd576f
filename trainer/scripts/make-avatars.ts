/**
 * `npm run data:avatars -- --out DIR`: draws an RGB data set that anyone can make offline, one class
 * for each avatar style.
 *
 * The styles are DiceBear's (https://www.dicebear.com/styles) whose designs are in the public domain
 * (CC0 1.0); a style that says otherwise of itself is refused. Every avatar follows from its style and
 * number alone.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAvatar, type Style } from '@dicebear/core';
import * as lorelei from '@dicebear/lorelei';
import * as notionists from '@dicebear/notionists';
import * as openPeeps from '@dicebear/open-peeps';
import * as pixelArt from '@dicebear/pixel-art';
import * as pixelArtNeutral from '@dicebear/pixel-art-neutral';
import * as thumbs from '@dicebear/thumbs';
import { Resvg } from '@resvg/resvg-js';
import { Command, InvalidArgumentError } from 'commander';

const styles: Readonly<Record<string, Style<object>>> = {
  lorelei,
  notionists,
  'open-peeps': openPeeps,
  'pixel-art': pixelArt,
  'pixel-art-neutral': pixelArtNeutral,
  thumbs,
};
const publicDomain = 'CC0 1.0';
/** DiceBear's own pastels. */
const backgroundColor = ['b6e3f4', 'c0aede', 'd1d4f9', 'ffd5dc', 'ffdfbf'];
const licence = 'CC0-1.0 (the designs; drawn by DiceBear)';
const source = 'https://www.dicebear.com/styles';

interface Flags {
  readonly out: string;
  readonly count: number;
  readonly size: number;
}

const command = new Command('npm run data:avatars --')
  .description(
    `Draw avatars in ${Object.keys(styles).length} public-domain styles, a class folder each (about 250 a second at 64×64).`,
  )
  .option('--out <dir>', 'a folder that does not exist yet', 'data/avatars')
  .option('--count <avatars>', 'of each style', positive, 1000)
  .option('--size <pixels>', 'side of the square', positive, 64)
  .addHelpText(
    'after',
    '\nThen: npm run data -- inspect data/avatars\n      npm run data -- convert data/avatars data/avatars-56 --size 56',
  )
  .action(makeAvatars);

try {
  await command.parseAsync();
} catch (error) {
  if (!(error instanceof Error && ('syscall' in error || error instanceof RangeError))) throw error;
  console.error(`error: ${error.message}`);
  process.exitCode = 1;
}

/** Draws beside `out` and renames at the end, so that `out` is whole or absent. */
function makeAvatars({ out, count, size }: Flags): void {
  if (existsSync(out) && readdirSync(out).length > 0) {
    throw new RangeError(
      `${out}: expected no such folder or an empty one, got one with files. Remove it or name another with --out.`,
    );
  }
  const partial = `${out}.partial`;
  rmSync(partial, { recursive: true, force: true });
  for (const [name, style] of Object.entries(styles)) {
    refuseOtherLicences(name, style);
    mkdirSync(join(partial, name), { recursive: true });
    for (let index = 0; index < count; index++) {
      const file = join(partial, name, `${String(index).padStart(6, '0')}.png`);
      writeFileSync(file, drawAvatar(style, `${name} ${index}`, size));
    }
    console.log(`${name}: ${count} drawn`);
  }
  const description = { name: 'avatars', classes: Object.keys(styles), licence, source };
  writeFileSync(join(partial, 'dataset.json'), `${JSON.stringify(description, null, 2)}\n`);
  rmSync(out, { recursive: true, force: true });
  renameSync(partial, out);
  console.log(
    `${out}: ${count} avatars of ${size}×${size} in each of ${Object.keys(styles).length} classes`,
  );
}

function drawAvatar(style: Style<object>, seed: string, size: number): Uint8Array {
  const svg = createAvatar(style, { seed, backgroundColor }).toString();
  return new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng();
}

function refuseOtherLicences(name: string, { meta }: Style<object>): void {
  const actual = meta?.license?.name ?? 'none';
  if (actual === publicDomain) return;
  throw new RangeError(`style ${name}: expected licence ${publicDomain}, got ${actual}`);
}

function positive(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= 1_000_000) return value;
  throw new InvalidArgumentError(`Expected a whole number from 1 to 1000000, got ${text}.`);
}
