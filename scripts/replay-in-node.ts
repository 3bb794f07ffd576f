/** Generates in this process, without any server, what the edge generates: the seed is the image. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { boot, encodePng, loadModel } from '@comfy-edge/runtime';
import { loadNodeWasm } from '@comfy-edge/runtime/node';

export interface Replay {
  /** The version that was loaded. */
  readonly digest: string;
  readonly engineId: string;
  /** SHA-256 of the image's PNG. */
  sha256(className: string, seed: number): string;
}

/** @param directory a model in its published form */
export async function replayInNode(directory: string): Promise<Replay> {
  const engine = await boot(await loadNodeWasm());
  const { digest, manifest, generator } = await loadModel({
    engine,
    manifestBytes: await readFile(join(directory, 'manifest.json')),
    readBlob: () => readFile(join(directory, 'generator.safetensors')),
  });
  return {
    digest,
    engineId: engine.id,
    sha256(className, seed) {
      const classIndex = manifest.classes.indexOf(className);
      const png = encodePng(generator.generate({ classIndex, seed }));
      return createHash('sha256').update(png).digest('hex');
    },
  };
}
