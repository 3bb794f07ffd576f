/** The images of a data set as PNG files, in order, encoded some at a time by libvips' threads. */
import sharp from 'sharp';
import type { DataSet } from '../data-set.ts';

export interface PngImage {
  readonly index: number;
  /** Class name. */
  readonly className: string;
  readonly label: number;
  readonly png: Uint8Array;
}

const atOnce = 16;

export async function* pngImages(dataSet: DataSet): AsyncGenerator<PngImage> {
  const { height, width, channels, count, pixels, labels, classes } = dataSet;
  const size = height * width * channels;
  const raw = { height, width, channels: channels === 1 ? 1 : 3 } as const;
  for (let first = 0; first < count; first += atOnce) {
    const indices = Array.from({ length: Math.min(atOnce, count - first) }, (_, at) => first + at);
    const encoded = indices.map(async (index) => {
      const image = pixels.subarray(index * size, (index + 1) * size);
      return await sharp(image, { raw })
        .toColourspace(channels === 1 ? 'b-w' : 'srgb')
        .png()
        .toBuffer();
    });
    for (const [at, png] of (await Promise.all(encoded)).entries()) {
      const index = first + at;
      const label = labels[index] ?? 0;
      yield { index, label, className: classes[label] ?? `${label}`, png };
    }
  }
}
