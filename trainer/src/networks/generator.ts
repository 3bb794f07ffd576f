/**
 * Generator graphs, which are also the decoders of the VAE half.
 *
 * `article` is the source article's stack: dense, then 5×5 transposed convolutions of one width,
 * then a 5×5 convolution to the image. `residual` is ours for the edge: fewer channels towards the
 * full resolution, a 3×3 convolution after the dense layer and residual ones after the upsamplings,
 * which took a plaid 4-pixel texture away. Normalization is class-conditional on demand: gain and
 * offset by class (Dumoulin et al. 2017, arXiv:1610.07629).
 */
import type { Activation, Graph, Node } from '@comfy-edge/model';
import { ConfigError } from '../config/train-config.ts';

export interface ImageSize {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** The source article's. */
interface ArticleGenerator {
  readonly kind: 'article';
  /** One transposed convolution each. */
  readonly strides: readonly number[];
  readonly filters: number;
  readonly conditionalNorm: boolean;
  readonly latentSize: number;
  readonly embeddingSize: number;
}

/** Ours for the edge. */
interface ResidualGenerator {
  readonly kind: 'residual';
  /** Channels at the dense layer's resolution, then after each upsampling by two. */
  readonly widths: readonly [number, number, number];
  /** Whether a residual convolution refines the full resolution, too. */
  readonly fine: boolean;
  readonly conditionalNorm: boolean;
  readonly latentSize: number;
  readonly embeddingSize: number;
}

export type GeneratorConfig = ArticleGenerator | ResidualGenerator;

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
  { strides, filters, conditionalNorm, latentSize, embeddingSize }: ArticleGenerator,
  image: ImageSize,
  base: { height: number; width: number },
): Node[] {
  const leaky: Activation = { fn: 'leakyRelu', slope: 0.3 };
  const nodes: Node[] = [
    { op: 'input', id: 'latent', shape: [latentSize] },
    { op: 'classEmbedding', id: 'class', input: 'latent', size: embeddingSize },
    linear('dense', 'class', base.height * base.width * filters),
    ...normalized('dense', leaky, false),
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
      ...normalized(id, leaky, conditionalNorm),
    );
    input = `${id}-leaky`;
  }
  return [...nodes, ...toImage(input, [5, 5], image)];
}

function residual(
  { widths, fine, conditionalNorm, latentSize, embeddingSize }: ResidualGenerator,
  image: ImageSize,
  base: { height: number; width: number },
): Node[] {
  const [wide, middle, narrow] = widths;
  const norm = (input: string) =>
    normalized(input, { fn: 'leakyRelu', slope: 0.2 }, conditionalNorm);
  return [
    { op: 'input', id: 'latent', shape: [latentSize] },
    { op: 'classEmbedding', id: 'class', input: 'latent', size: embeddingSize },
    linear('dense', 'class', base.height * base.width * wide),
    { op: 'reshape', id: 'reshape', input: 'dense', shape: [base.height, base.width, wide] },
    ...norm('reshape'),
    same('refine', 'reshape-leaky', wide),
    ...norm('refine'),
    up('up1', 'refine-leaky', middle),
    ...norm('up1'),
    same('residual', 'up1-leaky', middle),
    ...norm('residual'),
    { op: 'add', id: 'sum', inputs: ['up1-leaky', 'residual-leaky'] },
    up('up2', 'sum', narrow),
    ...norm('up2'),
    ...(fine ? refined('up2-leaky', narrow, norm) : []),
    ...toImage(fine ? 'fine-sum' : 'up2-leaky', [3, 3], image),
  ];
}

/** `fine-sum`: the input and a convolution of it. */
function refined(input: string, filters: number, norm: (input: string) => Node[]): Node[] {
  return [
    same('fine', input, filters),
    ...norm('fine'),
    { op: 'add', id: 'fine-sum', inputs: [input, 'fine-leaky'] },
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

function normalized(input: string, activation: Activation, conditional: boolean): Node[] {
  return [
    { op: 'batchNorm', id: `${input}-norm`, input, epsilon, conditional },
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
