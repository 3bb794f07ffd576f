/**
 * The encoder's graph: strided convolutions to the mean and the log variance of q(z|x), a diagonal
 * Gaussian (Kingma & Welling 2014, arXiv:1312.6114). It does not see the class: an image to encode
 * comes without one, and the decoder is told it separately.
 */
import type { Activation, Graph, Node } from '@comfy-edge/model';
import type { ImageSize } from './generator.ts';

export interface EncoderConfig {
  /** Channels after each halving of the image. */
  readonly widths: readonly number[];
  readonly kernel: number;
}

/** Output `[2 · latentSize]`: μ, then log σ². */
export function encoderGraph(
  { widths, kernel }: EncoderConfig,
  image: ImageSize,
  latentSize: number,
  classCount: number,
): Graph {
  const leaky: Activation = { fn: 'leakyRelu', slope: 0.2 };
  const nodes: Node[] = [
    { op: 'input', id: 'image', shape: [image.height, image.width, image.channels] },
  ];
  let input = 'image';
  let { height, width } = image;
  for (const [index, filters] of widths.entries()) {
    const id = `down${index + 1}`;
    nodes.push(
      {
        op: 'conv2d',
        id,
        input,
        filters,
        kernel: [kernel, kernel],
        stride: 2,
        padding: 'same',
        bias: 'shared',
        gain: 'none',
      },
      { op: 'activation', id: `${id}-leaky`, input: id, activation: leaky },
    );
    input = `${id}-leaky`;
    height = Math.ceil(height / 2);
    width = Math.ceil(width / 2);
  }
  const features = height * width * (widths.at(-1) ?? image.channels);
  nodes.push(
    { op: 'reshape', id: 'flatten', input, shape: [features] },
    {
      op: 'dense',
      id: 'posterior',
      input: 'flatten',
      units: 2 * latentSize,
      bias: 'shared',
      gain: 'none',
    },
  );
  return { classCount, nodes };
}
