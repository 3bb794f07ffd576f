/** One image of each class, a sheet of ten each, and the proof that Node makes the same bytes. */
import { sha256Hex } from '@comfy-edge/model';
import { contactSheet, encodePng } from '@comfy-edge/runtime';
import type { ComfyEdge, EdgeImage } from '@comfy-edge/sdk';
import type { Replay } from '../replay-in-node.ts';
import { decodePng, type Gallery } from './gallery.ts';

export const firstSeed = 42;
const seedsPerClass = 10;

export interface DrawnClasses {
  readonly classes: readonly string[];
  /** How many were generated. */
  readonly images: number;
}

/** @param pinned the model by its digest, which is that of the replay */
export async function drawClasses(
  client: ComfyEdge,
  pinned: string,
  replay: Replay,
  gallery: Gallery,
): Promise<DrawnClasses> {
  const { classes, engineId } = replay;
  const sheet: EdgeImage[] = [];
  for (const name of classes) {
    const request = { model: pinned, class: name, seed: firstSeed };
    const alone = await client.images.generate(request);
    const row = await client.images.generate({ ...request, n: seedsPerClass });
    const [image] = alone.images;
    if (image === undefined) throw new Error(`${name}: expected an image, got none`);
    expectSame(`${name}, the engine`, engineId, alone.engineId);
    expectSame(`${name}, seed ${firstSeed} in a batch`, image.sha256, row.images[0]?.sha256);
    const replayed = await replay.file({ class: name, seed: firstSeed });
    expectSame(`${name} in Node`, image.sha256, await sha256Hex(replayed));
    await gallery.add(`${name}.png`, image.bytes);
    sheet.push(...row.images);
  }
  const images = sheet.map(({ bytes }) => decodePng(bytes));
  await gallery.add('sheet.png', encodePng(contactSheet(images, seedsPerClass)));
  return { classes, images: classes.length + sheet.length };
}

function expectSame(what: string, expected: string, got: string | undefined): void {
  if (got !== expected) throw new Error(`${what}: expected ${expected}, got ${got}`);
}
