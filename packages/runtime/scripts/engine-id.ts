/**
 * The engine's identity: a sha256 over everything that turns a model and a seed into a file's bytes.
 *
 * Sources are hashed as esbuild prints them without types, comments and white space, so that an
 * explanation can be improved without giving every image a new identity.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { transform } from 'esbuild';

const require = createRequire(import.meta.url);
const packages = join(import.meta.dirname, '../..');

const BACKEND = '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm';
const KERNELS = '@comfy-edge/kernels/generation.wasm';
const WEBP = '@jsquash/webp/codec/enc/webp_enc.wasm';
const JPEG = '@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm';
const WEBP_DECODER = '@jsquash/webp/codec/dec/webp_dec.wasm';
const JPEG_DECODER = '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm';

/** Packages whose code computes pixels and files, by version. */
const DEPENDENCIES = [
  '@jsquash/jpeg',
  '@jsquash/webp',
  '@tensorflow/tfjs-backend-wasm',
  '@tensorflow/tfjs-core',
  'fast-png',
  'gifenc',
];

/** Our sources that determine an image's bytes, below `packages/`. */
const SOURCES = [
  'kernels/src/generation/convolution.ts',
  'kernels/src/generation/dense.ts',
  'kernels/src/generation/direct.ts',
  'kernels/src/generation/few-outputs.ts',
  'kernels/src/generation/winograd.ts',
  'kernels/src/generation/winograd-plan.ts',
  'kernels/src/generation/winograd-tables.ts',
  'kernels/src/generation/winograd-weights.ts',
  'model/src/convolution-geometry.ts',
  'model/src/directions/latent-direction.ts',
  'model/src/latent/slerp.ts',
  'model/src/latent/varied-latent.ts',
  'model/src/passes/drop-dead-nodes.ts',
  'model/src/random/exponential.ts',
  'model/src/random/gaussian.ts',
  'model/src/random/latent.ts',
  'model/src/random/logarithm.ts',
  'model/src/random/philox.ts',
  'model/src/storage/float16.ts',
  'runtime/src/animation/animated-webp.ts',
  'runtime/src/animation/apng.ts',
  'runtime/src/animation/gif.ts',
  'runtime/src/animation/render-animation.ts',
  'runtime/src/boot.ts',
  'runtime/src/codecs/codecs.ts',
  'runtime/src/codecs/rgba.ts',
  'runtime/src/codecs/start-codec.ts',
  'runtime/src/contact-sheet.ts',
  'runtime/src/encoder.ts',
  'runtime/src/generator.ts',
  'runtime/src/input/decode-image.ts',
  'runtime/src/input/decode-png.ts',
  'runtime/src/input/fit-image.ts',
  'runtime/src/npy.ts',
  'runtime/src/pixels.ts',
  'runtime/src/plan/arena.ts',
  'runtime/src/plan/choose-algorithm.ts',
  'runtime/src/plan/class-row.ts',
  'runtime/src/plan/convolution-of.ts',
  'runtime/src/plan/operation.ts',
  'runtime/src/plan/plan.ts',
  'runtime/src/png.ts',
  'runtime/src/png/block.ts',
  'runtime/src/png/checksums.ts',
  'runtime/src/png/code-description.ts',
  'runtime/src/png/filter-rows.ts',
  'runtime/src/png/pack-bits.ts',
  'runtime/src/png/prefix-code.ts',
  'runtime/src/png/symbols.ts',
  'runtime/src/png/tokens.ts',
  'runtime/src/png/zlib-stream.ts',
  'runtime/src/receipts/embed.ts',
  'runtime/src/receipts/gif-receipt.ts',
  'runtime/src/receipts/jpeg-receipt.ts',
  'runtime/src/receipts/png-receipt.ts',
  'runtime/src/receipts/receipt.ts',
  'runtime/src/receipts/receipted-file.ts',
  'runtime/src/receipts/webp-receipt.ts',
  'runtime/src/receipts/xmp.ts',
  'runtime/src/recipe/compare.ts',
  'runtime/src/recipe/draw.ts',
  'runtime/src/recipe/latent-text.ts',
  'runtime/src/recipe/walk.ts',
  'runtime/src/render.ts',
  'runtime/src/resize/lanczos.ts',
  'runtime/src/resize/nearest.ts',
  'runtime/src/resize/resize-image.ts',
  'runtime/src/resize/sine.ts',
  'runtime/src/riff.ts',
  'runtime/src/run/block.ts',
  'runtime/src/run/interleave.ts',
  'runtime/src/run/prepare-layer.ts',
  'runtime/src/run/prepare-step.ts',
  'runtime/src/run/program.ts',
  'runtime/src/run/stage-weights.ts',
  'runtime/src/run/values.ts',
];

/** Contents of `src/engine-id.gen.ts` for the tree as it is. */
export async function engineIdModule(): Promise<string> {
  const backend = sha256(await readFile(require.resolve(BACKEND)));
  const kernels = sha256(await readFile(require.resolve(KERNELS)));
  const webp = sha256(await readFile(require.resolve(WEBP)));
  const jpeg = sha256(await readFile(require.resolve(JPEG)));
  const webpDecoder = sha256(await readFile(require.resolve(WEBP_DECODER)));
  const jpegDecoder = sha256(await readFile(require.resolve(JPEG_DECODER)));
  const lines = [
    `backend ${backend}`,
    `kernels ${kernels}`,
    `webp ${webp}`,
    `jpeg ${jpeg}`,
    `webp decoder ${webpDecoder}`,
    `jpeg decoder ${jpegDecoder}`,
    ...(await Promise.all(DEPENDENCIES.map(async (name) => `${name} ${await versionOf(name)}`))),
    ...(await Promise.all(SOURCES.map(async (path) => `${path} ${await sourceDigest(path)}`))),
  ];
  return [
    '/** Written by `npm run gen`; what it hashes is listed in `scripts/engine-id.ts`. */',
    `export const engineId = '${sha256(lines.join('\n'))}';`,
    '/** sha256 of the WASM modules that belong to it. */',
    `export const backendSha256 = '${backend}';`,
    `export const kernelsSha256 = '${kernels}';`,
    `export const webpSha256 = '${webp}';`,
    `export const jpegSha256 = '${jpeg}';`,
    '',
  ].join('\n');
}

async function sourceDigest(path: string): Promise<string> {
  const source = await readFile(join(packages, path), 'utf8');
  return sha256(await withoutComments(source));
}

/** A TypeScript source as the bare JavaScript that runs. */
export async function withoutComments(source: string): Promise<string> {
  const { code } = await transform(source, {
    loader: 'ts',
    target: 'es2023',
    minifyWhitespace: true,
    legalComments: 'none',
  });
  return code;
}

/** From the package's own directory: not every one exports its `package.json`. */
async function versionOf(name: string): Promise<string> {
  let directory = dirname(require.resolve(name));
  for (;;) {
    try {
      const manifest = JSON.parse(await readFile(join(directory, 'package.json'), 'utf8'));
      if (manifest.name === name) return manifest.version;
    } catch (error) {
      if (directory === dirname(directory)) throw error;
    }
    directory = dirname(directory);
  }
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
