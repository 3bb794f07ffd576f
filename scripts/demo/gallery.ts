/** The folder that the demo fills, and pictures in and out of its files. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Codecs, type Image, renderImages } from '@comfy-edge/runtime';
import { loadNodeCodecs } from '@comfy-edge/runtime/node';
import { decode } from 'fast-png';

export class Gallery {
  readonly directory: string;
  readonly #files: string[] = [];

  private constructor(directory: string) {
    this.directory = directory;
  }

  static async open(directory: string): Promise<Gallery> {
    await mkdir(directory, { recursive: true });
    return new Gallery(directory);
  }

  /** Paths, in the order they were written. */
  get files(): readonly string[] {
    return this.#files;
  }

  async add(name: string, bytes: Uint8Array): Promise<void> {
    const path = join(this.directory, name);
    await writeFile(path, bytes);
    this.#files.push(path);
  }
}

export function decodePng(bytes: Uint8Array): Image {
  const { data, width, height, channels } = decode(bytes);
  if (channels !== 1 && channels !== 3) {
    throw new Error(`expected an image of 1 or 3 channels, got ${channels}`);
  }
  return { pixels: Uint8Array.from(data), width, height, channels };
}

/** As the service enlarges: so large that one sees something. */
export async function enlarge(image: Image, times: number): Promise<Image> {
  const output = { format: 'png', size: times * image.width, resampling: 'lanczos' } as const;
  const codecs = new Codecs(await loadNodeCodecs());
  return decodePng((await renderImages([image], output, codecs)).bytes);
}
