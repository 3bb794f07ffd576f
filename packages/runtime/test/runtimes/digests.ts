/**
 * The one program that every runtime runs: digests of the golden images, and of images made alone and
 * together. Node runs this source; workerd and browsers run it bundled (`bundle.ts`). Its engine is
 * `#engine`, so each runtime boots the way that an application in it does.
 */
import type { Engine } from '../../src/boot.ts';
import type { Codecs } from '../../src/codecs/codecs.ts';
import { EngineError } from '../../src/engine-error.ts';
import type { Generator } from '../../src/generator.ts';
import { type Goldens, goldensOf, loadPublished, modelGoldens, tinyGenerator } from '../goldens.ts';
import type { PublishedFiles } from '../published-models.ts';
import { sha256 } from '../sha256.ts';

/** What a runtime answers: digests, or why it makes no images. */
export type Answer =
  | { readonly digests: Digests }
  | { readonly refusal: { readonly code: string; readonly message: string } };

interface Digests {
  readonly engineId: string;
  readonly goldens: {
    readonly tiny: Goldens;
    readonly models: { readonly [name: string]: Goldens & { readonly digest: string } };
  };
  readonly batches: { readonly [name: string]: Batches };
}

/** sha256 of the pixels of images with consecutive seeds. */
interface Batches {
  readonly alone: readonly string[];
  /** The first n of them, made together, for every n from 1. */
  readonly together: readonly (readonly string[])[];
}

export async function answer(models: readonly PublishedFiles[]): Promise<Answer> {
  try {
    const { engine } = await import('#engine');
    const { codecs } = await import('#codecs');
    return { digests: await digestsOf(engine, codecs, models) };
  } catch (error) {
    const code = error instanceof EngineError ? error.code : 'unexpected';
    return { refusal: { code, message: String(error) } };
  }
}

async function digestsOf(
  engine: Engine,
  codecs: Codecs,
  models: readonly PublishedFiles[],
): Promise<Digests> {
  const tiny = tinyGenerator(engine);
  const batches: Record<string, Batches> = { tiny: await batchesOf(tiny) };
  for (const files of models) {
    const { generator } = await loadPublished(engine, files);
    batches[files.name] = await batchesOf(generator);
    generator.dispose();
  }
  return {
    engineId: engine.id,
    goldens: {
      tiny: await goldensOf(tiny, codecs),
      models: await modelGoldens(engine, codecs, models),
    },
    batches,
  };
}

/** Past the last seed and round again, and an odd number that no tile or block divides. */
const FIRST = { classIndex: 1, seed: 4294967292, truncation: 0.7 };
const LARGEST_BATCH = 9;

async function batchesOf(generator: Generator): Promise<Batches> {
  const alone: string[] = [];
  const together: string[][] = [];
  for (let index = 0; index < LARGEST_BATCH; index += 1) {
    const image = generator.generate({ ...FIRST, seed: (FIRST.seed + index) % 4294967296 });
    alone.push(await sha256(image.pixels));
    const batch = generator.generateMany(FIRST, index + 1);
    together.push(await Promise.all(batch.map(({ pixels }) => sha256(pixels))));
  }
  return { alone, together };
}
