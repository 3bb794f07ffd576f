/**
 * The naive interpreter: what a network means. Sums are float64, every node's output is rounded to
 * f32 once. Kernels, passes and the runtime are tested against it; it is never run at the edge.
 */
import { convolutionAxis, transposedCrop } from './convolution-geometry.ts';
import type {
  Activation,
  BatchNormNode,
  Conv2dNode,
  ConvTranspose2dNode,
  DenseNode,
  InterleaveNode,
  KernelNode,
  Network,
  Node,
  Shape,
} from './graph.ts';
import { channelsOf, inferShapes, sizeOf } from './infer-shapes.ts';
import { ModelError } from './model-error.ts';
import { filtersOf, weightOf } from './weight-shapes.ts';

/**
 * Runs the network on one example.
 * @param input `[...input shape]` f32, row-major.
 * @param classIndex which row of every per-class weight is used.
 * @returns the last node's output, `[...output shape]` f32, row-major.
 * @throws ModelError `graph_invalid`, `weights_invalid`; RangeError for a wrong input or class.
 */
export function evaluate(network: Network, input: Float32Array, classIndex: number): Float32Array {
  const { graph } = network;
  const shapes = inferShapes(graph);
  if (!Number.isInteger(classIndex) || classIndex < 0 || classIndex >= graph.classCount) {
    throw new RangeError(`expected a class below ${graph.classCount}, got ${classIndex}`);
  }
  const values = new Map<string, Float32Array>();
  let output = input;
  for (const node of graph.nodes) {
    output = evaluateNode({ network, shapes, values, classIndex, input }, node);
    values.set(node.id, output);
  }
  return output;
}

interface Scope {
  readonly network: Network;
  readonly shapes: ReadonlyMap<string, Shape>;
  readonly values: ReadonlyMap<string, Float32Array>;
  readonly classIndex: number;
  readonly input: Float32Array;
}

function evaluateNode(scope: Scope, node: Node): Float32Array {
  switch (node.op) {
    case 'input':
      if (scope.input.length !== sizeOf(node.shape)) {
        throw new RangeError(
          `expected ${sizeOf(node.shape)} input values, got ${scope.input.length}`,
        );
      }
      return Float32Array.from(scope.input);
    case 'classEmbedding': {
      const table = weightOf(scope.network.weights, `${node.id}/table`).data;
      const row = table.subarray(scope.classIndex * node.size, (scope.classIndex + 1) * node.size);
      return Float32Array.from([...valueAt(scope, node.input), ...row]);
    }
    case 'dense':
      return finish(scope, node, dense(scope, node));
    case 'conv2d':
      return finish(scope, node, convolve(scope, node));
    case 'convTranspose2d':
      return finish(scope, node, convolveTransposed(scope, node));
    case 'batchNorm':
      return normalize(scope, node);
    case 'activation':
      return valueAt(scope, node.input).map((value) => activate(value, node.activation));
    case 'add': {
      const right = valueAt(scope, node.inputs[1]);
      return valueAt(scope, node.inputs[0]).map((value, index) => value + at(right, index));
    }
    case 'reshape':
      return valueAt(scope, node.input);
    case 'interleave':
      return interleave(scope, node);
    default:
      return node satisfies never;
  }
}

/** The activation in float64. */
function activate(value: number, activation: Activation | undefined): number {
  if (activation === undefined) return value;
  switch (activation.fn) {
    case 'relu':
      return Math.max(value, 0);
    case 'leakyRelu':
      return value >= 0 ? value : value * activation.slope;
    case 'tanh':
      return Math.tanh(value);
    default:
      return activation satisfies never;
  }
}

/** `activation(sums · gain + bias)`, channels last. */
function finish(scope: Scope, node: KernelNode, sums: Float64Array): Float32Array {
  const { weights } = scope.network;
  const filters = filtersOf(node);
  const offset = scope.classIndex * filters;
  const gain = node.gain === 'perClass' ? weightOf(weights, `${node.id}/gain`).data : undefined;
  const bias = node.bias === 'none' ? undefined : weightOf(weights, `${node.id}/bias`).data;
  const biasOffset = node.bias === 'perClass' ? offset : 0;
  const output = new Float32Array(sums.length);
  for (let index = 0; index < sums.length; index++) {
    const channel = index % filters;
    let value = at(sums, index);
    if (gain) value *= at(gain, offset + channel);
    if (bias) value += at(bias, biasOffset + channel);
    output[index] = activate(value, node.activation);
  }
  return output;
}

function dense(scope: Scope, node: DenseNode): Float64Array {
  const input = valueAt(scope, node.input);
  const kernel = weightOf(scope.network.weights, `${node.id}/kernel`).data;
  const sums = new Float64Array(node.units);
  for (let from = 0; from < input.length; from++) {
    const value = at(input, from);
    for (let to = 0; to < node.units; to++) {
      sums[to] = at(sums, to) + value * at(kernel, from * node.units + to);
    }
  }
  return sums;
}

function convolve(scope: Scope, node: Conv2dNode): Float64Array {
  const input = valueAt(scope, node.input);
  const [height, width, channels] = imageShape(scope, node.input);
  const [outHeight, outWidth, filters] = imageShape(scope, node.id);
  const [kernelHeight, kernelWidth] = node.kernel;
  const { stride, padding } = node;
  const top = convolutionAxis(height, kernelHeight, stride, padding, 0).before;
  const left = convolutionAxis(width, kernelWidth, stride, padding, 1).before;
  const kernel = weightOf(scope.network.weights, `${node.id}/kernel`).data;
  const sums = new Float64Array(outHeight * outWidth * filters);
  for (let row = 0; row < outHeight; row++) {
    for (let column = 0; column < outWidth; column++) {
      const target = (row * outWidth + column) * filters;
      for (let ky = 0; ky < kernelHeight; ky++) {
        const y = row * stride + ky - top;
        if (y < 0 || y >= height) continue;
        for (let kx = 0; kx < kernelWidth; kx++) {
          const x = column * stride + kx - left;
          if (x < 0 || x >= width) continue;
          const source = (y * width + x) * channels;
          const tap = (ky * kernelWidth + kx) * channels * filters;
          for (let channel = 0; channel < channels; channel++) {
            const value = at(input, source + channel);
            const weights = tap + channel * filters;
            for (let filter = 0; filter < filters; filter++) {
              sums[target + filter] =
                at(sums, target + filter) + value * at(kernel, weights + filter);
            }
          }
        }
      }
    }
  }
  return sums;
}

function convolveTransposed(scope: Scope, node: ConvTranspose2dNode): Float64Array {
  const input = valueAt(scope, node.input);
  const [height, width, channels] = imageShape(scope, node.input);
  const [outHeight, outWidth, filters] = imageShape(scope, node.id);
  const [kernelHeight, kernelWidth] = node.kernel;
  const { stride } = node;
  const top = transposedCrop(kernelHeight, stride);
  const left = transposedCrop(kernelWidth, stride);
  const kernel = weightOf(scope.network.weights, `${node.id}/kernel`).data;
  const sums = new Float64Array(outHeight * outWidth * filters);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const source = (row * width + column) * channels;
      for (let ky = 0; ky < kernelHeight; ky++) {
        const y = row * stride + ky - top;
        if (y < 0 || y >= outHeight) continue;
        for (let kx = 0; kx < kernelWidth; kx++) {
          const x = column * stride + kx - left;
          if (x < 0 || x >= outWidth) continue;
          const target = (y * outWidth + x) * filters;
          const tap = (ky * kernelWidth + kx) * filters * channels;
          for (let filter = 0; filter < filters; filter++) {
            let sum = at(sums, target + filter);
            const weights = tap + filter * channels;
            for (let channel = 0; channel < channels; channel++) {
              sum += at(input, source + channel) * at(kernel, weights + channel);
            }
            sums[target + filter] = sum;
          }
        }
      }
    }
  }
  return sums;
}

function normalize(scope: Scope, node: BatchNormNode): Float32Array {
  const { weights } = scope.network;
  const channels = channelsOf(shapeAt(scope, node.id));
  const mean = weightOf(weights, `${node.id}/mean`).data;
  const variance = weightOf(weights, `${node.id}/variance`).data;
  const gamma = weightOf(weights, `${node.id}/gamma`).data;
  const beta = weightOf(weights, `${node.id}/beta`).data;
  const offset = node.conditional ? scope.classIndex * channels : 0;
  return valueAt(scope, node.input).map((value, index) => {
    const channel = index % channels;
    const deviation = Math.sqrt(at(variance, channel) + node.epsilon);
    const normal = (value - at(mean, channel)) / deviation;
    return normal * at(gamma, offset + channel) + at(beta, offset + channel);
  });
}

function interleave(scope: Scope, node: InterleaveNode): Float32Array {
  const [outHeight, outWidth, channels] = imageShape(scope, node.id);
  const { factor } = node;
  const output = new Float32Array(outHeight * outWidth * channels);
  node.inputs.forEach((id, phase) => {
    const input = valueAt(scope, id);
    const width = outWidth / factor;
    for (let index = 0; index < input.length; index++) {
      const channel = index % channels;
      const pixel = (index - channel) / channels;
      const y = Math.floor(pixel / width) * factor + Math.floor(phase / factor);
      const x = (pixel % width) * factor + (phase % factor);
      output[(y * outWidth + x) * channels + channel] = at(input, index);
    }
  });
  return output;
}

function valueAt(scope: Scope, id: string): Float32Array {
  const value = scope.values.get(id);
  if (value === undefined)
    throw new ModelError('graph_invalid', `expected a node "${id}", got none`);
  return value;
}

function shapeAt(scope: Scope, id: string): Shape {
  const shape = scope.shapes.get(id);
  if (shape === undefined)
    throw new ModelError('graph_invalid', `expected a node "${id}", got none`);
  return shape;
}

function imageShape(scope: Scope, id: string): readonly [number, number, number] {
  const shape = shapeAt(scope, id);
  if (shape.length !== 3) {
    throw new ModelError('graph_invalid', `"${id}": expected an image, got [${shape.join()}]`);
  }
  return shape;
}

/** Element of an array whose bounds the shapes have settled. */
function at(array: Float32Array | Float64Array, index: number): number {
  return array[index] as number;
}
