/** Generates in this process, without any server, what the edge generates: the seed is the image. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { boot, Codecs, loadModel, makeFile, type Output } from '@comfy-edge/runtime';
import { loadNodeCodecs, loadNodeWasm } from '@comfy-edge/runtime/node';

interface ReplayedImage {
  /** By name. */
  readonly class: string;
  readonly seed: number;
  readonly truncation?: number;
}

export interface Replay {
  /** The version that was loaded. */
  readonly digest: string;
  readonly engineId: string;
  readonly classes: readonly string[];
  /** The image as a file with its receipt, unsigned; its model is called as the directory is. */
  file(image: ReplayedImage, output?: Output): Promise<Uint8Array>;
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
  const model = basename(resolve(directory));
  const codecs = new Codecs(await loadNodeCodecs());
  return {
    digest,
    engineId: engine.id,
    classes,
    async file({ class: name, seed, truncation = 1 }, output = { format: 'png' }) {
      const classIndex = classes.indexOf(name);
      if (classIndex < 0) {
        throw new Error(`expected a class of ${classes.join(', ')}, got ${name}`);
      }
      const image = generator.generate({ classIndex, seed, truncation });
      const options = { model, digest, truncation, output, codecs };
      return (await makeFile([{ seed, class: name, image }], options)).bytes;
    },
  };
}
