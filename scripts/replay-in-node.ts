/** Generates in this process, without any server, what the edge generates: the seed is the image. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import {
  boot,
  Codecs,
  drawComparison,
  drawRecipe,
  type Engine,
  type LoadedModel,
  loadModel,
  makeRecipeFile,
  type Output,
  outputOf,
  type Receipt,
  recipeOf,
} from '@comfy-edge/runtime';
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
  /**
   * The file that a receipt belongs to, whatever operation wrote it: its bytes but for the signature.
   *
   * @param otherDirectory of the second version of a comparison
   * @throws Error for a receipt of another version
   */
  fileOf(receipt: Receipt, otherDirectory?: string): Promise<Uint8Array>;
}

/**
 * @param directory a model in its published form
 * @throws Error when there is none
 */
export async function replayInNode(directory: string): Promise<Replay> {
  const engine = await boot(await loadNodeWasm());
  const codecs = new Codecs(await loadNodeCodecs());
  const loaded = await load(directory, engine);
  const { digest, manifest } = loaded;
  const model = basename(resolve(directory));
  return {
    digest,
    engineId: engine.id,
    classes: manifest.classes,
    async file({ class: name, seed, truncation = 1 }, output = { format: 'png' }) {
      const recipe = { seed, n: 1, class: name, truncation };
      const options = { model, digest, output, codecs };
      const { bytes } = await makeRecipeFile(recipe, drawRecipe(recipe, loaded), options);
      return bytes;
    },
    async fileOf(receipt, otherDirectory) {
      expectVersion(digest, receipt.digest);
      const recipe = recipeOf(receipt);
      const other = otherDirectory === undefined ? undefined : await load(otherDirectory, engine);
      if (recipe.against !== undefined) expectVersion(other?.digest, recipe.against.digest);
      const withValues = receipt.valueType === 'float32';
      const drawings =
        other === undefined
          ? drawRecipe(recipe, loaded, { withValues })
          : drawComparison(recipe, loaded, other);
      const options = { model: receipt.model, digest, output: outputOf(receipt), codecs };
      return (await makeRecipeFile(recipe, drawings, options)).bytes;
    },
  };
}

async function load(directory: string, engine: Engine): Promise<LoadedModel> {
  const manifestPath = join(directory, 'manifest.json');
  if (!existsSync(manifestPath)) {
    throw new Error(`${directory}: expected a published model, got no manifest.json there`);
  }
  return loadModel({
    engine,
    manifestBytes: await readFile(manifestPath),
    readBlob: () => readFile(join(directory, 'generator.safetensors')),
  });
}

function expectVersion(loaded: string | undefined, wanted: string): void {
  if (loaded === wanted) return;
  throw new Error(`expected version ${wanted}, got ${loaded ?? 'none'}`);
}
