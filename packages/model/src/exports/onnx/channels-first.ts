/**
 * Where ONNX's layout (NCHW) meets the layout of `@comfy-edge/model` (NHWC): at every reshape between
 * a vector and an image. Mostly the dense layer on the vector's side can have its columns (or rows)
 * reordered once and for all, and nothing is left to do for an image; else there is a Transpose.
 */
import { inputsOf } from '../../edges.ts';
import type { DenseNode, Graph, ReshapeNode, Shape } from '../../graph.ts';
import { inferShapes } from '../../infer-shapes.ts';
import { permuteAxes } from '../../storage/permute.ts';
import type { StoredTensor } from '../../storage/stored-weights.ts';

type ImageShape = Extract<Shape, { readonly length: 3 }>;

export interface Reordering {
  /** Dense layers whose outputs are to come as `[channels, height, width]` of this shape. */
  readonly columns: ReadonlyMap<string, ImageShape>;
  /** Dense layers whose inputs come so. */
  readonly rows: ReadonlyMap<string, ImageShape>;
  /** Reshapes with nothing to transpose. */
  readonly free: ReadonlySet<string>;
}

export function planReordering(graph: Graph): Reordering {
  const shapes = inferShapes(graph);
  const columns = new Map<string, ImageShape>();
  const rows = new Map<string, ImageShape>();
  const free = new Set<string>();
  const readersOf = (id: string) => graph.nodes.filter((node) => inputsOf(node).includes(id));
  for (const node of graph.nodes) {
    if (node.op !== 'reshape') continue;
    const from = shapes.get(node.input);
    const to = node.shape;
    if (from?.length === 1 && to.length === 3) {
      const producer = graph.nodes.find(({ id }) => id === node.input);
      if (producer?.op !== 'dense' || readersOf(producer.id).length > 1) continue;
      columns.set(producer.id, to);
      free.add(node.id);
    }
    if (from?.length === 3 && to.length === 1) {
      const readers = readersOf(node.id);
      if (readers.length === 0 || readers.some(({ op }) => op !== 'dense')) continue;
      for (const { id } of readers) rows.set(id, from);
      free.add(node.id);
    }
  }
  return { columns, rows, free };
}

/** A dense layer's kernel `[in, out]` with rows and columns in the planned order. */
export function reorderedKernel(
  { id }: DenseNode,
  kernel: StoredTensor,
  { columns, rows }: Reordering,
): StoredTensor {
  const [inputs = 1, outputs = 1] = kernel.shape;
  const image = rows.get(id);
  const byRow =
    image === undefined
      ? kernel
      : withShape(
          permuteAxes(withShape(kernel, [...image, outputs], 3), [2, 0, 1, 3]),
          [inputs, outputs],
          1,
        );
  return reorderedColumns(byRow, columns.get(id));
}

/** `[…, height · width · channels]` → `[…, channels · height · width]`, scales of int8 included. */
export function reorderedColumns(
  tensor: StoredTensor,
  image: ImageShape | undefined,
): StoredTensor {
  if (image === undefined) return tensor;
  const rows = tensor.data.length / (image[0] * image[1] * image[2]);
  const order = (of: StoredTensor, count: number) =>
    permuteAxes(withShape(of, [count, ...image], 0), [0, 3, 1, 2]);
  if (tensor.dtype !== 'I8') return withShape(order(tensor, rows), tensor.shape, 0);
  const scales = order({ dtype: 'F32', shape: [], data: tensor.scales }, 1);
  if (scales.dtype !== 'F32') throw new Error(`expected scales as F32, got ${scales.dtype}`);
  const permuted = withShape(order(tensor, rows), tensor.shape, tensor.axis);
  return { ...permuted, scales: scales.data } as StoredTensor;
}

/** Rows `[rows, channels]` as they are added to images: `[rows, channels, 1, 1]`. */
export function broadcastOverPixels(tensor: StoredTensor): StoredTensor {
  return withShape(tensor, [...tensor.shape, 1, 1], 1);
}

export function channelsFirst(shape: Shape): readonly number[] {
  return shape.length === 3 ? [shape[2], shape[0], shape[1]] : shape;
}

/** What a reshape in NHWC is in NCHW, step by step: transpose, reshape, transpose. */
export function reshapeSteps(
  node: ReshapeNode,
  from: Shape,
  free: boolean,
): { readonly before: boolean; readonly shape: readonly number[]; readonly after: boolean } {
  const { shape } = node;
  if (free) return { before: false, shape: channelsFirst(shape), after: false };
  return { before: from.length === 3, shape, after: shape.length === 3 };
}

function withShape(tensor: StoredTensor, shape: readonly number[], axis: number): StoredTensor {
  return tensor.dtype === 'I8' ? { ...tensor, shape, axis } : { ...tensor, shape };
}
