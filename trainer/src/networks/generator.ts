/**
 * Generator graphs, which are also the decoders of the VAE half.
 *
 * `article` is the source article's stack: dense, then 5×5 transposed convolutions of one width,
 * then a 5×5 convolution to the image. `residual` is ours for the edge: fewer channels towards the
 * full resolution, a 3×3 convolution after the dense layer and a residual one between the two
 * upsamplings, which took a plaid 4-pixel texture away. Both normalize class-conditionally
 * (Dumoulin et al. 2017, arXiv:1610.07629).
 */
import type { Activation, Graph, Node } from '@comfy-edge/model';
import { ConfigError } from '../config/train-config.ts';

export interface ImageSize {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

export type GeneratorConfig =
  | {
      readonly kind: 'article';
      /** One transposed convolution each. */
      readonly strides: readonly number[];
      readonly filters: number;
      readonly latentSize: number;
      readonly embeddingSize: number;
    }
  | {
      readonly kind: 'residual';
      /** Channels at the dense layer's resolution, then after each upsampling by two. */
      readonly widths: readonly [number, number, number];
      readonly latentSize: number;
      readonly embeddingSize: number;
    };

const epsilon = 1e-3;

/** @throws ConfigError if the upsampling does not divide the image's size */
export function generatorGraph(
  config: GeneratorConfig,
  image: ImageSize,
  classCount: number,
): Graph {
  const upsampling =
    config.kind === 'article' ? config.strides.reduce((product, stride) => product * stride, 1) : 4;
  if (image.height % upsampling !== 0 || image.width % upsampling !== 0) {
    throw new ConfigError(
      `image: expected a height and width divisible by ${upsampling}, as the generator enlarges so many times, got ${image.height}×${image.width}`,
    );
  }
  const base = { height: image.height / upsampling, width: image.width / upsampling };
  const nodes =
    config.kind === 'article' ? article(config, image, base) : residual(config, image, base);
  return { classCount, nodes };
}

function article(
  { strides, filters, latentSize, embeddingSize }: GeneratorConfig & { kind: 'article' },
  image: ImageSize,
  base: { height: number; width: number },
): Node[] {
  const leaky: Activation = { fn: 'leakyRelu', slope: 0.3 };
  const nodes: Node[] = [
    { op: 'input', id: 'latent', shape: [latentSize] },
    { op: 'classEmbedding', id: 'class', input: 'latent', size: embeddingSize },
    linear('dense', 'class', base.height * base.width * filters),
    { op: 'batchNorm', id: 'dense-norm', input: 'dense', epsilon, conditional: false },
    { op: 'activation', id: 'dense-leaky', input: 'dense-norm', activation: leaky },
    {
      op: 'reshape',
      id: 'reshape',
      input: 'dense-leaky',
      shape: [base.height, base.width, filters],
    },
  ];
  let input = 'reshape';
  for (const [index, stride] of strides.entries()) {
    const id = `up${index + 1}`;
    nodes.push(
      { op: 'convTranspose2d', id, input, filters, kernel: [5, 5], stride, ...plain },
      ...normalized(id, leaky),
    );
    input = `${id}-leaky`;
  }
  return [...nodes, ...toImage(input, [5, 5], image)];
}

function residual(
  { widths, latentSize, embeddingSize }: GeneratorConfig & { kind: 'residual' },
  image: ImageSize,
  base: { height: number; width: number },
): Node[] {
  const leaky: Activation = { fn: 'leakyRelu', slope: 0.2 };
  const [wide, middle, narrow] = widths;
  return [
    { op: 'input', id: 'latent', shape: [latentSize] },
    { op: 'classEmbedding', id: 'class', input: 'latent', size: embeddingSize },
    linear('dense', 'class', base.height * base.width * wide),
    { op: 'reshape', id: 'reshape', input: 'dense', shape: [base.height, base.width, wide] },
    ...normalized('reshape', leaky),
    same('refine', 'reshape-leaky', wide),
    ...normalized('refine', leaky),
    up('up1', 'refine-leaky', middle),
    ...normalized('up1', leaky),
    same('residual', 'up1-leaky', middle),
    ...normalized('residual', leaky),
    { op: 'add', id: 'sum', inputs: ['up1-leaky', 'residual-leaky'] },
    up('up2', 'sum', narrow),
    ...normalized('up2', leaky),
    ...toImage('up2-leaky', [3, 3], image),
  ];
}

const plain = { bias: 'none', gain: 'none' } as const;

function linear(id: string, input: string, units: number): Node {
  return { op: 'dense', id, input, units, ...plain };
}

function same(id: string, input: string, filters: number): Node {
  return { op: 'conv2d', id, input, filters, kernel: [3, 3], stride: 1, padding: 'same', ...plain };
}

function up(id: string, input: string, filters: number): Node {
  return { op: 'convTranspose2d', id, input, filters, kernel: [4, 4], stride: 2, ...plain };
}

function normalized(input: string, activation: Activation): Node[] {
  return [
    { op: 'batchNorm', id: `${input}-norm`, input, epsilon, conditional: true },
    { op: 'activation', id: `${input}-leaky`, input: `${input}-norm`, activation },
  ];
}

function toImage(input: string, kernel: [number, number], image: ImageSize): Node[] {
  return [
    {
      op: 'conv2d',
      id: 'image',
      input,
      filters: image.channels,
      kernel,
      stride: 1,
      padding: 'same',
      bias: 'shared',
      gain: 'none',
    },
    { op: 'activation', id: 'image-tanh', input: 'image', activation: { fn: 'tanh' } },
  ];
}
