/**
 * A network as an ONNX model (https://onnx.ai/onnx/operators/, opset 17) for the ONNX runtimes:
 * one input [batch, latent], one output [batch, channels, height, width], f32, one class.
 *
 * NCHW throughout and without a single Transpose: kernels are rearranged here, and so are the columns
 * of the dense layer before the first image. `same` padding is written out, since `auto_pad` of
 * transposed convolutions has changed its meaning between releases of the standard.
 */
import {
  type Activation,
  type DenseNode,
  inferShapes,
  type KernelNode,
  type Network,
  type Node,
  type Shape,
  type Tensor,
} from '@comfy-edge/model';
import { fixClass, tensorOf } from '../fix-class.ts';
import { channelsFirstColumns, permuted } from './layouts.ts';
import { type Attributes, OnnxBuilder } from './onnx-builder.ts';

/** Protobuf bytes of what the network is for one class. */
export function exportOnnx(network: Network, classIndex: number): Uint8Array {
  const fixed = fixClass(network, classIndex);
  const { nodes } = fixed.graph;
  const shapes = inferShapes(fixed.graph);
  const shapeOf = (id: string): Shape => shapes.get(id) ?? [0];
  const input = nodes.at(0)?.id ?? '';
  const last = nodes.at(-1)?.id ?? '';
  const onnx = new OnnxBuilder();
  for (const node of nodes) addNode(onnx, node, { network: fixed, shapeOf });
  return onnx.build(
    { name: input, shape: shapeOf(input) },
    { name: last, shape: channelsFirst(shapeOf(last)) },
  );
}

interface Surroundings {
  readonly network: Network;
  shapeOf(id: string): Shape;
}

function addNode(onnx: OnnxBuilder, node: Node, { network, shapeOf }: Surroundings): string {
  const weight = (role: string) => tensorOf(network.weights, `${node.id}/${role}`);
  switch (node.op) {
    case 'input':
      return node.id;
    case 'dense': {
      const columns = imageColumns(node, network, shapeOf);
      return addKernel(onnx, 'Gemm', node, columns(weight('kernel')), {
        ...(node.bias === 'shared' && { bias: columns(weight('bias')) }),
      });
    }
    case 'conv2d': {
      const { stride, padding } = node;
      const pads = padding === 'same' ? samePads(shapeOf(node.input), node) : padding;
      return addKernel(onnx, 'Conv', node, permuted(weight('kernel'), [3, 2, 0, 1]), {
        ...(node.bias === 'shared' && { bias: weight('bias') }),
        attributes: { strides: [stride, stride], pads },
      });
    }
    case 'convTranspose2d': {
      const { stride } = node;
      const pads = transposedPads(node);
      return addKernel(onnx, 'ConvTranspose', node, permuted(weight('kernel'), [3, 2, 0, 1]), {
        ...(node.bias === 'shared' && { bias: weight('bias') }),
        attributes: { strides: [stride, stride], pads },
      });
    }
    case 'activation':
      return addActivation(onnx, node.activation, node.input, node.id);
    case 'add':
      return onnx.addNode('Add', node.inputs, node.id);
    case 'reshape': {
      const shape = onnx.addIntegers(`${node.id}/shape`, [-1, ...channelsFirst(node.shape)]);
      return onnx.addNode('Reshape', [node.input, shape], node.id);
    }
    case 'classEmbedding':
    case 'batchNorm':
    case 'interleave':
      throw new Error(`"${node.id}": expected a compiled network, got a ${node.op} in it`);
    default:
      return node satisfies never;
  }
}

function addKernel(
  onnx: OnnxBuilder,
  opType: string,
  { id, input, activation }: KernelNode,
  kernel: Tensor,
  { bias, attributes }: { readonly bias?: Tensor; readonly attributes?: Attributes },
): string {
  const inputs = [input, onnx.addTensor(`${id}/kernel`, kernel)];
  if (bias !== undefined) inputs.push(onnx.addTensor(`${id}/bias`, bias));
  if (activation === undefined) return onnx.addNode(opType, inputs, id, attributes);
  const linear = onnx.addNode(opType, inputs, `${id}/linear`, attributes);
  return addActivation(onnx, activation, linear, id);
}

function addActivation(
  onnx: OnnxBuilder,
  activation: Activation,
  input: string,
  id: string,
): string {
  switch (activation.fn) {
    case 'relu':
      return onnx.addNode('Relu', [input], id);
    case 'leakyRelu':
      return onnx.addNode('LeakyRelu', [input], id, { alpha: activation.slope });
    case 'tanh':
      return onnx.addNode('Tanh', [input], id);
    default:
      return activation satisfies never;
  }
}

/** How the columns of a dense layer are reordered: its one reader makes an image of them, or no one does. */
function imageColumns(
  { id }: DenseNode,
  { graph }: Network,
  shapeOf: (id: string) => Shape,
): (tensor: Tensor) => Tensor {
  const readers = graph.nodes.filter((it) => 'input' in it && it.input === id);
  const [reader] = readers;
  const shape = reader?.op === 'reshape' ? shapeOf(reader.id) : undefined;
  if (readers.length !== 1 || shape?.length !== 3) {
    throw new Error(`"${id}": expected one reader, a reshape to an image, got ${readers.length}`);
  }
  return (tensor) => channelsFirstColumns(tensor, shape);
}

function channelsFirst(shape: Shape): readonly number[] {
  return shape.length === 3 ? [shape[2], shape[0], shape[1]] : shape;
}

type Pads = readonly [number, number, number, number];

/** TensorFlow's `same`, top, left, bottom, right: the surplus at the end. */
function samePads([height, width = 1]: Shape, node: Extract<Node, { op: 'conv2d' }>): Pads {
  const surplus = (size: number, taps: number) =>
    Math.max((Math.ceil(size / node.stride) - 1) * node.stride + taps - size, 0);
  return split(surplus(height, node.kernel[0]), surplus(width, node.kernel[1]));
}

/** What a transposed convolution cuts off: the `same` padding of the convolution it is the gradient of. */
function transposedPads({ id, kernel, stride }: Extract<Node, { op: 'convTranspose2d' }>): Pads {
  if (Math.min(...kernel) < stride) {
    throw new Error(`"${id}": expected a kernel of at least the stride ${stride}, got [${kernel}]`);
  }
  return split(kernel[0] - stride, kernel[1] - stride);
}

function split(vertical: number, horizontal: number): Pads {
  const top = Math.floor(vertical / 2);
  const left = Math.floor(horizontal / 2);
  return [top, left, vertical - top, horizontal - left];
}
