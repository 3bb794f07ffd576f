/** The published model, exported and run by the libraries it was exported for, draws what the edge draws. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { latentVector, readSafetensors } from '@comfy-edge/model';
import { boot, type Generator, type Image, loadEncoder, loadModel } from '@comfy-edge/runtime';
import { loadNodeWasm } from '@comfy-edge/runtime/node';
import { beforeAll, describe, expect, it } from 'vitest';
import { type PublishedModel, readPublished } from '../publish/read-published.ts';
import { type ExportFormat, exportFormats, exportModel } from './export-model.ts';
import { type Feed, runOnnx, runTfjs } from './real-libraries.fixture.ts';

const directory = fileURLToPath(new URL('../../../models/fashion-mnist', import.meta.url));

/** Of a value in [-1, 1]: sums in another order. A pixel may round the other way, and no further. */
const tolerance = 2e-5;

let published: PublishedModel;
let generator: Generator;
let drawn: readonly Image[];
let posterior: Float32Array;
let latents: Feed;
let images: Feed;

beforeAll(async () => {
  published = await readPublished(directory);
  const { manifest, manifestBytes, blobs } = published;
  const engine = await boot(await loadNodeWasm());
  const readBlob = async (sha256: string) =>
    blobs.find((blob) => blob.sha256 === sha256)?.bytes ?? new Uint8Array();
  ({ generator } = await loadModel({ engine, manifestBytes, readBlob }));
  const encoder = await loadEncoder({ engine, manifestBytes, readBlob });
  const size = manifest.latent.size;
  const classes = manifest.classes.map((_, index) => index);
  const vectors = classes.map((seed) => latentVector({ seed, size }));
  latents = {
    ...{ name: 'latent', shape: [size], classes },
    values: Float32Array.from(vectors.flatMap((vector) => [...vector])),
  };
  drawn = classes.map((index) => generator.decode(vectors[index] ?? new Float32Array(), index));
  const { height, width, channels } = manifest.image;
  images = {
    ...{ name: 'image', shape: [height, width, channels], classes: [] },
    values: Float32Array.from(
      drawn.flatMap(({ pixels }) => [...pixels]),
      (u8) => u8 / 127.5 - 1,
    ),
  };
  posterior = Float32Array.from(
    drawn.flatMap((image) => {
      const { mean, logVariance } = encoder.encode(image, 0);
      return [...mean, ...logVariance];
    }),
  );
});

const runs: Readonly<
  Record<
    Exclude<ExportFormat, 'safetensors'>,
    (files: ReadonlyMap<string, Uint8Array>, role: string, feed: Feed) => Promise<Float32Array>
  >
> = {
  onnx: (files, role, { shape, ...feed }) => {
    const [height = 1, width, channels] = shape;
    // One channel: the values are in the same order either way.
    const own = width && channels ? [channels, height, width] : shape;
    const bytes = files.get(`${role}.onnx`) ?? new Uint8Array();
    return runOnnx(bytes, { ...feed, shape: own });
  },
  tfjs: (files, role, feed) => {
    const own = [...files].filter(([path]) => path.startsWith(`${role}/`));
    return runTfjs(new Map(own.map(([path, bytes]) => [path.slice(role.length + 1), bytes])), feed);
  },
};

describe.each(['tfjs', 'onnx'] as const)('%s', (format) => {
  describe.each(['published', 'float32'] as const)('weights %s', (weights) => {
    it("draws the edge's images", async () => {
      const files = await exportModel(published, { format, weights });
      const values = await runs[format](files, 'generator', latents);
      const pixels = drawn.flatMap((image) => [...image.pixels]);
      expect(values.length).toBe(pixels.length);
      let different = 0;
      values.forEach((value, index) => {
        const level = Math.max(0, Math.min(255, 127.5 * value + 127.5));
        const off = Math.abs(level - (pixels[index] ?? Number.NaN));
        expect(off).toBeLessThanOrEqual(0.5 + 127.5 * tolerance);
        if (Math.round(level) !== pixels[index]) different += 1;
      });
      expect(different / pixels.length).toBeLessThan(1e-3);
    });

    it("encodes as the edge's encoder", async () => {
      const files = await exportModel(published, { format, weights });
      const values = await runs[format](files, 'encoder', images);
      expect(values.length).toBe(posterior.length);
      values.forEach((value, index) => {
        expect(Math.abs(value - (posterior[index] ?? Number.NaN))).toBeLessThan(1e-4);
      });
    });
  });
});

describe('exportModel', () => {
  it.each(exportFormats)('%s gives the same bytes again', async (format) => {
    const options = { format, weights: 'published' } as const;
    expect(await exportModel(published, options)).toEqual(await exportModel(published, options));
  });

  it.each(exportFormats)('%s has a README that names every file and class', async (format) => {
    const files = await exportModel(published, { format, weights: 'published' });
    const readme = new TextDecoder().decode(files.get('README.md'));
    for (const path of files.keys()) {
      if (path !== 'README.md' && !path.endsWith('.bin')) expect(readme).toContain(path);
    }
    for (const name of published.manifest.classes) expect(readme).toContain(name);
    expect(readme).toContain(published.digest);
  });

  it('keeps the published size, a few per cent aside', async () => {
    const blob = (await readFile(`${directory}/generator.safetensors`)).length;
    for (const format of exportFormats) {
      const files = await exportModel(published, { format, weights: 'published' });
      const own = [...files].filter(([path]) => path.startsWith('generator'));
      const bytes = own.reduce((total, [, content]) => total + content.length, 0);
      expect(bytes, format).toBeLessThan(1.05 * blob);
    }
  });

  it('writes safetensors whose values are those of the blob', async () => {
    const files = await exportModel(published, { format: 'safetensors', weights: 'published' });
    const exported = readSafetensors(files.get('generator.safetensors') ?? new Uint8Array());
    const [blob] = published.blobs.filter(({ name }) => name === 'generator.safetensors');
    const own = readSafetensors(blob?.bytes ?? new Uint8Array());
    expect(exported.tensors).toEqual(own.tensors);
    expect(JSON.parse(exported.metadata.get('graph') ?? '')).toEqual(
      published.manifest.networks.generator.graph,
    );
  });
});
