/**
 * Random weights for any graph, the statistics of batch normalization too, scaled by fan-in so that
 * values neither die nor saturate: a comparison of images that are all ±1 would compare nothing.
 */
import {
  type Graph,
  RandomStream,
  type Tensor,
  type Weights,
  weightShapes,
} from '@comfy-edge/model';

/** @param seed u32 */
export function randomWeights(graph: Graph, seed: number): Weights {
  const stream = new RandomStream({ seed, stream: 0 });
  const weights = new Map<string, Tensor>();
  for (const [name, shape] of weightShapes(graph)) {
    const size = shape.reduce((product, dimension) => product * dimension, 1);
    const scale = 1 / Math.sqrt(size / (shape.at(-1) ?? 1));
    weights.set(name, {
      shape,
      data: stream.normals(size).map((x) => weightOf(name, x, scale)),
    });
  }
  return weights;
}

function weightOf(name: string, x: number, kernelScale: number): number {
  switch (name.slice(name.lastIndexOf('/') + 1)) {
    case 'kernel':
      return x * kernelScale;
    case 'variance':
      return 0.5 + x * x;
    case 'gamma':
    case 'gain':
      return 1 + 0.25 * x;
    default:
      return 0.25 * x;
  }
}
