/**
 * A split as class folders of PNG files: `<folder>/<split>/<class>/<number>.png`. Both splits have
 * folders, be they empty, so that no image of one is held out as the other when they are read.
 */
import { mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataSet } from '../data-set.ts';
import { type Split, splitNames } from '../split.ts';
import { pngImages } from './png-images.ts';

export async function writeFolders(folder: string, dataSet: DataSet, split: Split): Promise<void> {
  for (const name of dataSet.classes) {
    for (const either of splitNames) mkdirSync(join(folder, either, name), { recursive: true });
  }
  for await (const { index, className, png } of pngImages(dataSet)) {
    await writeFile(join(folder, split, className, `${numbered(index, 8)}.png`), png);
  }
}

/** With leading zeros, so that the order of names is that of numbers. */
function numbered(index: number, digits: number): string {
  return String(index).padStart(digits, '0');
}
