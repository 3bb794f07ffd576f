/**
 * A network as an ONNX model (https://onnx.ai/onnx/operators/, opset 17): the latent and, where it
 * matters, the class in; one output; f32, NCHW, any batch.
 *
 * Weights stay as they are stored, float16 behind Cast, int8 behind Cast and Mul by its channels' scales,
 * which runtimes fold when they load a model. Not behind DequantizeLinear: ONNX Runtime 1.30 takes that
 * before Gemm as leave to quantize the activations too. Kernels are rearranged here, so that an image
 * needs no Transpose (`channels-first.ts`). `same` padding is written out, since `auto_pad` of transposed
 * convolutions has changed its meaning between releases of the standard.
 */
import { convolutionAxis, transposedCrop } from '../../convolution-geometry.ts';
import type { Activation, KernelNode, Node, Shape } from '../../graph.ts';
import { inferShapes } from '../../infer-shapes.ts';
import { permuteAxes } from '../../storage/permute.ts';
import type { StoredTensor } from '../../storage/stored-weights.ts';
import { weightOf } from '../../weight-shapes.ts';
import {
  type Affine,
  classInput,
  type ExportedNetwork,
  epilogueRows,
  type Rows,
  readsClass,
  valueName,
} from '../exported-network.ts';
import { normalizationRows } from '../normalization-rows.ts';
import {
  broadcastOverPixels,
  channelsFirst,
  planReordering,
  type Reordering,
  reorderedColumns,
  reorderedKernel,
  reshapeSteps,
} from './channels-first.ts';
import { type Attributes, OnnxBuilder } from './onnx-builder.ts';

/** Protobuf bytes, the same for the same network. */
export function exportOnnx(network: ExportedNetwork): Uint8Array {
  const { graph, names, metadata } = network;
  const shapes = inferShapes(graph);
  const scope: Scope = {
    network,
    onnx: new OnnxBuilder(),
    reordering: planReordering(graph),
    shapeOf: (id) => shapes.get(id) ?? [0],
  };
  for (const node of graph.nodes) addNode(scope, node);
  const shapeAt = (index: number) => channelsFirst(scope.shapeOf(graph.nodes.at(index)?.id ?? ''));
  return scope.onnx.build({
    name: names.output,
    inputs: [
      { name: names.input, shape: shapeAt(0), dataType: 'float' },
      ...(readsClass(graph) ? [{ name: classInput, shape: [], dataType: 'int32' } as const] : []),
    ],
    output: { name: names.output, shape: shapeAt(-1), dataType: 'float' },
    metadata,
  });
}

interface Scope {
  readonly network: ExportedNetwork;
  readonly onnx: OnnxBuilder;
  readonly reordering: Reordering;
  shapeOf(id: string): Shape;
}

function addNode(scope: Scope, node: Node): void {
  const { network, onnx, reordering, shapeOf } = scope;
  const value = (id: string) => valueName(network, id);
  const output = value(node.id);
  switch (node.op) {
    case 'input':
      return;
    case 'classEmbedding': {
      const table = addTensor(scope, `${node.id}/table`);
      const row = onnx.addNode('Gather', [table, classInput], `${node.id}/row`, { axis: 0 });
      onnx.addNode('Concat', [value(node.input), row], output, { axis: 1 });
      return;
    }
    case 'dense': {
      const kernel = reorderedKernel(node, kernelOf(scope, node), reordering);
      addKernel(scope, { opType: 'Gemm', node, kernel });
      return;
    }
    case 'conv2d': {
      const kernel = permuteAxes(kernelOf(scope, node), [3, 2, 0, 1]);
      const strides = [node.stride, node.stride];
      const attributes = { strides, pads: convolutionPads(shapeOf(node.input), node) };
      addKernel(scope, { opType: 'Conv', node, kernel, attributes });
      return;
    }
    case 'convTranspose2d': {
      const kernel = permuteAxes(kernelOf(scope, node), [3, 2, 0, 1]);
      const attributes = { strides: [node.stride, node.stride], pads: transposedPads(node) };
      addKernel(scope, { opType: 'ConvTranspose', node, kernel, attributes });
      return;
    }
    case 'batchNorm': {
      const affine = normalizationRows(node, network.weights);
      addAffine(scope, { node, affine, input: value(node.input), output });
      return;
    }
    case 'activation':
      addActivation(onnx, node.activation, value(node.input), output);
      return;
    case 'add':
      onnx.addNode('Add', node.inputs.map(value), output);
      return;
    case 'reshape': {
      const steps = reshapeSteps(node, shapeOf(node.input), reordering.free.has(node.id));
      const flat = steps.before
        ? onnx.addNode('Transpose', [value(node.input)], `${node.id}/nhwc`, { perm: [0, 2, 3, 1] })
        : value(node.input);
      const shape = onnx.addIntegers(`${node.id}/shape`, [-1, ...steps.shape]);
      const target = steps.after ? `${node.id}/reshaped` : output;
      onnx.addNode('Reshape', [flat, shape], target);
      if (steps.after) onnx.addNode('Transpose', [target], output, { perm: [0, 3, 1, 2] });
      return;
    }
    case 'interleave': {
      const phases = onnx.addNode('Concat', node.inputs.map(value), `${node.id}/phases`, {
        axis: 1,
      });
      onnx.addNode('DepthToSpace', [phases], output, { blocksize: node.factor });
      return;
    }
    default:
      node satisfies never;
  }
}

interface AddedKernel {
  readonly opType: 'Gemm' | 'Conv' | 'ConvTranspose';
  readonly node: KernelNode;
  readonly kernel: StoredTensor;
  readonly attributes?: Attributes;
}

function addKernel(scope: Scope, { opType, node, kernel, attributes }: AddedKernel): void {
  const { network, onnx } = scope;
  const { gain, bias } = epilogueRows(node, network.weights);
  const inputs = [valueName(network, node.input), addWeights(onnx, `${node.id}/kernel`, kernel)];
  // A bias that all classes share, and that no gain comes before, is the operator's own.
  const own = gain === undefined && bias?.perClass === false ? bias : undefined;
  if (own !== undefined) {
    const row = ordered(scope, node, own.tensor);
    inputs.push(addWeights(onnx, own.name, { ...row, shape: row.shape.slice(1) }));
  }
  const affine: Affine = { ...(gain && { gain }), ...(bias && !own && { bias }) };
  const output = valueName(network, node.id);
  const { activation } = node;
  const isLast = gain === undefined && affine.bias === undefined && activation === undefined;
  const sums = onnx.addNode(opType, inputs, isLast ? output : `${node.id}/sums`, attributes);
  if (isLast) return;
  if (gain === undefined && affine.bias === undefined) {
    addActivation(onnx, activation, sums, output);
    return;
  }
  const linear = activation === undefined ? output : `${node.id}/linear`;
  addAffine(scope, { node, affine, input: sums, output: linear });
  if (activation !== undefined) addActivation(onnx, activation, linear, output);
}

interface AddedAffine {
  readonly node: Node;
  readonly affine: Affine;
  readonly input: string;
  readonly output: string;
}

/** `input · gain + bias`, either of them or both. */
function addAffine(scope: Scope, { node, affine, input, output }: AddedAffine): void {
  const { onnx } = scope;
  const { gain, bias } = affine;
  const scaled = bias === undefined ? output : `${node.id}/scaled`;
  const product =
    gain === undefined ? input : onnx.addNode('Mul', [input, addRows(scope, node, gain)], scaled);
  if (bias !== undefined) onnx.addNode('Add', [product, addRows(scope, node, bias)], output);
}

/** The rows of the batch's classes, ready to be broadcast over a batch of vectors or images. */
function addRows(scope: Scope, node: Node, { name, perClass, tensor }: Rows): string {
  const { onnx, shapeOf } = scope;
  const row = ordered(scope, node, tensor);
  const table = addWeights(
    onnx,
    name,
    shapeOf(node.id).length === 3 ? broadcastOverPixels(row) : row,
  );
  return perClass ? onnx.addNode('Gather', [table, classInput], `${name}/row`, { axis: 0 }) : table;
}

function ordered({ reordering }: Scope, { id }: Node, rows: StoredTensor): StoredTensor {
  return reorderedColumns(rows, reordering.columns.get(id));
}

function addActivation(
  onnx: OnnxBuilder,
  activation: Activation | undefined,
  input: string,
  output: string,
): void {
  switch (activation?.fn) {
    case undefined:
      onnx.addNode('Identity', [input], output);
      return;
    case 'relu':
      onnx.addNode('Relu', [input], output);
      return;
    case 'leakyRelu':
      onnx.addNode('LeakyRelu', [input], output, { alpha: { float: activation.slope } });
      return;
    case 'tanh':
      onnx.addNode('Tanh', [input], output);
      return;
    default:
      activation satisfies never;
  }
}

function kernelOf({ network }: Scope, { id }: KernelNode): StoredTensor {
  return weightOf<StoredTensor>(network.weights, `${id}/kernel`);
}

function addTensor({ network, onnx }: Scope, name: string): string {
  return addWeights(onnx, name, weightOf<StoredTensor>(network.weights, name));
}

/** Gives back the name of the f32 values. */
function addWeights(onnx: OnnxBuilder, name: string, tensor: StoredTensor): string {
  const stored = `${name}/stored`;
  switch (tensor.dtype) {
    case 'F32':
      return onnx.addTensor(name, tensor);
    case 'F16':
      onnx.addTensor(stored, tensor);
      return onnx.addNode('Cast', [stored], name, { to: onnx.float });
    case 'I8': {
      const { shape, data, scales, axis } = tensor;
      onnx.addTensor(stored, { dtype: 'I8', shape, data });
      const codes = onnx.addNode('Cast', [stored], `${name}/codes`, { to: onnx.float });
      const along = shape.map((length, index) => (index === axis ? length : 1));
      onnx.addTensor(`${name}/scale`, { dtype: 'F32', shape: along, data: scales });
      return onnx.addNode('Mul', [codes, `${name}/scale`], name);
    }
    default:
      return tensor satisfies never;
  }
}

type Pads = readonly [top: number, left: number, bottom: number, right: number];

function convolutionPads(
  [height, width = 1]: Shape,
  { kernel, stride, padding }: Extract<Node, { op: 'conv2d' }>,
): Pads {
  const vertical = convolutionAxis(height, kernel[0], stride, padding, 0);
  const horizontal = convolutionAxis(width, kernel[1], stride, padding, 1);
  return [vertical.before, horizontal.before, vertical.after, horizontal.after];
}

/** What a transposed convolution cuts off: the `same` padding of the convolution it is the gradient of. */
function transposedPads({ id, kernel, stride }: Extract<Node, { op: 'convTranspose2d' }>): Pads {
  if (Math.min(...kernel) < stride) {
    throw new Error(`"${id}": expected a kernel of at least the stride ${stride}, got [${kernel}]`);
  }
  const [top, left] = [transposedCrop(kernel[0], stride), transposedCrop(kernel[1], stride)];
  return [top, left, kernel[0] - stride - top, kernel[1] - stride - left];
}
