/** Generates in this process, without any server, what the edge generates: the seed is the image. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { boot, encodePng, loadModel } from '@comfy-edge/runtime';
import { loadNodeWasm } from '@comfy-edge/runtime/node';

export interface Replay {
  /** The version that was loaded. */
  readonly digest: string;
  readonly engineId: string;
  readonly classes: readonly string[];
  /** The image's PNG, by the name of its class. */
  png(className: string, seed: number, truncation?: number): Uint8Array;
}

/**
 * @param directory a model in its published form
 * @throws Error when there is none
 */
export async function replayInNode(directory: string): Promise<Replay> {
  const manifestPath = join(directory, 'manifest.json');
  if (!existsSync(manifestPath)) {
    throw new Error(`${directory}: expected a published model, got no manifest.json there`);
  }
  const engine = await boot(await loadNodeWasm());
  const { digest, manifest, generator } = await loadModel({
    engine,
    manifestBytes: await readFile(manifestPath),
    readBlob: () => readFile(join(directory, 'generator.safetensors')),
  });
  const { classes } = manifest;
  return {
    digest,
    engineId: engine.id,
    classes,
    png(className, seed, truncation = 1) {
      const classIndex = classes.indexOf(className);
      if (classIndex < 0) {
        throw new Error(`expected a class of ${classes.join(', ')}, got ${className}`);
      }
      return encodePng(generator.generate({ classIndex, seed, truncation }));
    },
  };
}
