/** What `goldens.json` pins: digests of images that one engine makes. */
import { compile } from '@comfy-edge/model';
import type { Engine } from '../src/boot.ts';
import type { Codecs } from '../src/codecs/codecs.ts';
import { contactSheet } from '../src/contact-sheet.ts';
import { type GenerateOptions, Generator } from '../src/generator.ts';
import { type LoadedModel, loadModel } from '../src/load-model.ts';
import { encodePng } from '../src/png.ts';
import { type Output, renderImages } from '../src/render.ts';
import type { PublishedFiles } from './published-models.ts';
import { sha256 } from './sha256.ts';
import { tinyGraph, withRandomWeights } from './tiny-network.ts';

/** Every class, both ends of the seeds, both other options. */
const IMAGES: readonly GenerateOptions[] = [
  { classIndex: 0, seed: 0 },
  { classIndex: 1, seed: 0 },
  { classIndex: 2, seed: 42, truncation: 0.5 },
  { classIndex: 2, seed: 4294967295, index: 7 },
];

/** Every format and way of resizing, of the sheet. */
const OUTPUTS: Readonly<Record<string, Output>> = {
  'lossless webp': { format: 'webp' },
  'webp of quality 80': { format: 'webp', quality: 80 },
  jpeg: { format: 'jpeg' },
  'jpeg of quality 40, smooth': { format: 'jpeg', quality: 40, size: 45, resampling: 'lanczos' },
  'png, smooth': { format: 'png', size: 130, resampling: 'lanczos' },
  'png, smaller': { format: 'png', size: 7, resampling: 'lanczos' },
  npy: { format: 'npy' },
};

export interface Goldens {
  readonly images: readonly {
    readonly options: GenerateOptions;
    /** sha256 of the pixels. */
    readonly pixels: string;
    /** sha256 of the PNG file. */
    readonly png: string;
  }[];
  /** sha256 of a PNG contact sheet, seeds 0 to 4 of class 0 in rows of 3. */
  readonly sheet: string;
  /** sha256 of files of the same images. */
  readonly files: { readonly [output: string]: string };
}

export function tinyGenerator(engine: Engine): Generator {
  return new Generator(engine, compile(withRandomWeights(tinyGraph, 1)));
}

export async function goldensOf(generator: Generator, codecs: Codecs): Promise<Goldens> {
  const images = IMAGES.map(async (options) => {
    const image = generator.generate(options);
    return { options, pixels: await sha256(image.pixels), png: await sha256(encodePng(image)) };
  });
  const batch = generator.generateMany({ classIndex: 0, seed: 0 }, 5);
  const files: Record<string, string> = {};
  for (const [name, output] of Object.entries(OUTPUTS)) {
    const { bytes } = await renderImages(batch, { ...output, columns: 3 }, codecs);
    files[name] = await sha256(bytes);
  }
  return {
    images: await Promise.all(images),
    sheet: await sha256(encodePng(contactSheet(batch, 3))),
    files,
  };
}

/** The goldens of published models, by name, with the digest of the model they were made by. */
export async function modelGoldens(
  engine: Engine,
  codecs: Codecs,
  models: readonly PublishedFiles[],
) {
  const goldens: Record<string, Goldens & { readonly digest: string }> = {};
  for (const files of models) {
    const { digest, generator } = await loadPublished(engine, files);
    goldens[files.name] = { digest, ...(await goldensOf(generator, codecs)) };
    generator.dispose();
  }
  return goldens;
}

/** The caller disposes of the generator. */
export function loadPublished(
  engine: Engine,
  { manifest, blobs }: PublishedFiles,
): Promise<LoadedModel> {
  return loadModel({
    engine,
    manifestBytes: fromBase64(manifest),
    readBlob: async (sha256) => fromBase64(blobs[sha256] ?? ''),
  });
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
