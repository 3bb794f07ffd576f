/**
 * A network as a TensorFlow.js graph model: `model.json` and shards of weights that
 * `tf.loadGraphModel` reads without any code of ours. The latent and, where it matters, the class in;
 * one output; NHWC, any batch.
 *
 * Weights keep their published size. tfjs knows one scale a tensor only, so int8 kernels are stored as
 * codes and multiplied by their channels' scales in the graph: the very same f32 values as at the edge.
 */
import { convolutionAxis } from '../../convolution-geometry.ts';
import type { Activation, KernelNode, Node, Padding, Shape } from '../../graph.ts';
import { inferShapes } from '../../infer-shapes.ts';
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
  type DataType,
  GraphDefBuilder,
  integer,
  integers,
  shapeJson,
  text,
  type,
} from './graph-def.ts';
import { shardWeights } from './shard-weights.ts';

const nhwc = text('NHWC');

/** The files by name, `model.json` first; the same for the same network. */
export async function exportTfjs(
  network: ExportedNetwork,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const { graph, names, metadata } = network;
  const shapes = inferShapes(graph);
  const tf = new GraphDefBuilder();
  const scope: Scope = { network, tf, shapeOf: (id) => shapes.get(id) ?? [0] };
  if (readsClass(graph)) tf.addPlaceholder(classInput, [-1], 'int32');
  for (const node of graph.nodes) addNode(scope, node);
  const shapeAt = (index: number) => [-1, ...scope.shapeOf(graph.nodes.at(index)?.id ?? '')];
  const { weightsManifest, shards } = await shardWeights(tf.weights);
  const model = {
    format: 'graph-model',
    generatedBy: 'comfy-edge',
    convertedBy: null,
    signature: {
      inputs: {
        [names.input]: tensorInfo(names.input, shapeAt(0), 'float32'),
        ...(readsClass(graph) && { [classInput]: tensorInfo(classInput, [-1], 'int32') }),
      },
      outputs: { [names.output]: tensorInfo(names.output, shapeAt(-1), 'float32') },
    },
    modelTopology: { node: tf.nodes, library: {}, versions: {} },
    weightsManifest,
    userDefinedMetadata: Object.fromEntries(metadata),
  };
  return new Map([['model.json', new TextEncoder().encode(JSON.stringify(model))], ...shards]);
}

interface Scope {
  readonly network: ExportedNetwork;
  readonly tf: GraphDefBuilder;
  shapeOf(id: string): Shape;
}

function addNode(scope: Scope, node: Node): void {
  const { network, tf, shapeOf } = scope;
  const value = (id: string) => valueName(network, id);
  const output = value(node.id);
  switch (node.op) {
    case 'input':
      tf.addPlaceholder(output, [-1, ...node.shape], 'float32');
      return;
    case 'classEmbedding': {
      const row = gatherRows(scope, `${node.id}/table`, addTensor(scope, `${node.id}/table`));
      concatenate(tf, [value(node.input), row], output, 1);
      return;
    }
    case 'dense':
    case 'conv2d':
    case 'convTranspose2d':
      addKernel(scope, node);
      return;
    case 'batchNorm': {
      const affine = normalizationRows(node, network.weights);
      addAffine(scope, { node, affine, input: value(node.input), output });
      return;
    }
    case 'activation':
      addActivation(tf, node.activation, value(node.input), output);
      return;
    case 'add':
      tf.addNode('AddV2', node.inputs.map(value), output);
      return;
    case 'reshape':
      addReshape(tf, value(node.input), output, [-1, ...node.shape]);
      return;
    case 'interleave': {
      const axis = shapeOf(node.id).length;
      const phases = concatenate(tf, node.inputs.map(value), `${node.id}/phases`, axis);
      tf.addNode('DepthToSpace', [phases], output, {
        block_size: integer(node.factor),
        data_format: nhwc,
      });
      return;
    }
    default:
      node satisfies never;
  }
}

function addKernel(scope: Scope, node: KernelNode): void {
  const { network, tf } = scope;
  const affine = epilogueRows(node, network.weights);
  const output = valueName(network, node.id);
  const linear = node.activation === undefined ? output : `${node.id}/linear`;
  const isPlain = affine.gain === undefined && affine.bias === undefined;
  const sums = addSums(scope, node, isPlain ? linear : `${node.id}/sums`);
  if (!isPlain) addAffine(scope, { node, affine, input: sums, output: linear });
  if (node.activation !== undefined) addActivation(tf, node.activation, linear, output);
}

function addSums(scope: Scope, node: KernelNode, output: string): string {
  const { network, tf, shapeOf } = scope;
  const input = valueName(network, node.input);
  const kernel = addTensor(scope, `${node.id}/kernel`);
  switch (node.op) {
    case 'dense':
      return tf.addNode('MatMul', [input, kernel], output, {
        transpose_a: { b: false },
        transpose_b: { b: false },
      });
    case 'conv2d':
      return tf.addNode('Conv2D', [input, kernel], output, {
        ...convolutionAttributes(node.stride),
        ...paddingAttributes(shapeOf(node.input), node),
      });
    case 'convTranspose2d': {
      // The gradient of a convolution is told the size of its result, batch included.
      const image = tf.addIntegers(`${node.id}/image`, shapeOf(node.id));
      const size = concatenate(tf, [batchSize(scope), image], `${node.id}/size`, 0, 'int32');
      return tf.addNode('Conv2DBackpropInput', [size, kernel, input], output, {
        ...convolutionAttributes(node.stride),
        padding: text('SAME'),
      });
    }
    default:
      return node satisfies never;
  }
}

function convolutionAttributes(stride: number) {
  return {
    strides: integers([1, stride, stride, 1]),
    dilations: integers([1, 1, 1, 1]),
    data_format: nhwc,
  };
}

function paddingAttributes(
  [height, width = 1]: Shape,
  {
    kernel,
    stride,
    padding,
  }: { kernel: readonly [number, number]; stride: number; padding: Padding },
) {
  if (padding === 'same') return { padding: text('SAME') };
  const vertical = convolutionAxis(height, kernel[0], stride, padding, 0);
  const horizontal = convolutionAxis(width, kernel[1], stride, padding, 1);
  const pads = [vertical.before, vertical.after, horizontal.before, horizontal.after];
  return { padding: text('EXPLICIT'), explicit_paddings: integers([0, 0, ...pads, 0, 0]) };
}

/** `[1]` int32: how many examples came in. Added once. */
function batchSize({ network, tf }: Scope): string {
  const name = 'batch/size';
  if (tf.nodes.some((node) => node.name === name)) return name;
  const shape = tf.addNode('Shape', [network.names.input], 'batch/shape', {
    out_type: type('int32'),
  });
  const bounds = [
    tf.addIntegers('batch/from', [0]),
    tf.addIntegers('batch/to', [1]),
    tf.addIntegers('batch/step', [1]),
  ];
  return tf.addNode('StridedSlice', [shape, ...bounds], name, {
    ...{ T: type('int32'), Index: type('int32') },
    ...{ begin_mask: integer(0), end_mask: integer(0), ellipsis_mask: integer(0) },
    ...{ new_axis_mask: integer(0), shrink_axis_mask: integer(0) },
  });
}

interface AddedAffine {
  readonly node: Node;
  readonly affine: Affine;
  readonly input: string;
  readonly output: string;
}

/** `input · gain + bias`, either of them or both. */
function addAffine(scope: Scope, { node, affine, input, output }: AddedAffine): void {
  const { tf } = scope;
  const { gain, bias } = affine;
  const scaled = bias === undefined ? output : `${node.id}/scaled`;
  const product =
    gain === undefined ? input : tf.addNode('Mul', [input, addRows(scope, node, gain)], scaled);
  if (bias !== undefined) tf.addNode('AddV2', [product, addRows(scope, node, bias)], output);
}

/** The rows of the batch's classes, ready to be broadcast over a batch of vectors or images. */
function addRows(scope: Scope, node: Node, { name, perClass, tensor }: Rows): string {
  const { tf, shapeOf } = scope;
  const table = addStored(tf, name, tensor);
  const rows = perClass ? gatherRows(scope, name, table) : table;
  const [, channels = 1] = tensor.shape;
  if (shapeOf(node.id).length === 1) return rows;
  return addReshape(tf, rows, `${name}/pixels`, [-1, 1, 1, channels]);
}

function gatherRows({ tf }: Scope, name: string, table: string): string {
  const axis = tf.addIntegers(`${name}/axis`, 0);
  return tf.addNode('GatherV2', [table, classInput, axis], `${name}/row`, {
    ...{ Tparams: type('float32'), Tindices: type('int32'), Taxis: type('int32') },
    batch_dims: integer(0),
  });
}

function addReshape(
  tf: GraphDefBuilder,
  input: string,
  output: string,
  shape: readonly number[],
): string {
  const target = tf.addIntegers(`${output}/shape`, shape);
  return tf.addNode('Reshape', [input, target], output, { Tshape: type('int32') });
}

function concatenate(
  tf: GraphDefBuilder,
  inputs: readonly string[],
  output: string,
  axis: number,
  dtype: DataType = 'float32',
): string {
  const along = tf.addIntegers(`${output}/axis`, axis);
  return tf.addNode('ConcatV2', [...inputs, along], output, {
    ...{ T: type(dtype), Tidx: type('int32'), N: integer(inputs.length) },
  });
}

function addActivation(
  tf: GraphDefBuilder,
  activation: Activation,
  input: string,
  output: string,
): void {
  switch (activation.fn) {
    case 'relu':
      tf.addNode('Relu', [input], output);
      return;
    case 'leakyRelu':
      tf.addNode('LeakyRelu', [input], output, { alpha: { f: activation.slope } });
      return;
    case 'tanh':
      tf.addNode('Tanh', [input], output);
      return;
    default:
      activation satisfies never;
  }
}

function addTensor({ network, tf }: Scope, name: string): string {
  return addStored(tf, name, weightOf<StoredTensor>(network.weights, name));
}

/** Gives back the name of the f32 values. */
function addStored(tf: GraphDefBuilder, name: string, tensor: StoredTensor): string {
  const { shape } = tensor;
  switch (tensor.dtype) {
    case 'F32':
      return tf.addWeight({ name, shape, dtype: 'float32', bytes: bytesOf(tensor.data) });
    case 'F16': {
      const quantization = { dtype: 'float16' } as const;
      return tf.addWeight({
        ...{ name, shape, dtype: 'float32', bytes: bytesOf(tensor.data), quantization },
      });
    }
    case 'I8': {
      const codes = tf.addWeight({
        ...{ name: `${name}/codes`, shape, dtype: 'float32' },
        bytes: unsigned(tensor.data),
        quantization: { dtype: 'uint8', scale: 1, min: -128 },
      });
      const along = shape.map((length, axis) => (axis === tensor.axis ? length : 1));
      const scales = tf.addWeight({
        ...{ name: `${name}/scales`, shape: along, dtype: 'float32' },
        bytes: bytesOf(tensor.scales),
      });
      return tf.addNode('Mul', [codes, scales], name);
    }
    default:
      return tensor satisfies never;
  }
}

/** The same codes above -128. A loop: `Uint8Array.from` takes several times as long. */
function unsigned(codes: Int8Array): Uint8Array {
  const bytes = new Uint8Array(codes.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = (codes[i] ?? 0) + 128;
  return bytes;
}

function bytesOf(data: Float32Array | Uint16Array): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice();
}

function tensorInfo(name: string, shape: readonly number[], dtype: DataType) {
  return { name: `${name}:0`, dtype: type(dtype).type, tensorShape: shapeJson(shape) };
}
