/**
 * Pass: a transposed convolution of stride s becomes s² plain convolutions of the same input, one for
 * each position modulo s, woven together by `interleave` (Shi et al. 2016, arXiv:1609.07009). Nothing
 * is multiplied by an inserted zero any more. Stride 1 is one convolution with the flipped kernel.
 *
 * Output `o = y·s + r` collects input `i` times tap `k` where `o = i·s + k − crop`. With `i = y + d`
 * the tap is `k = r + crop − d·s`, so phase r is a convolution over the offsets d whose tap exists.
 */
import { transposedCrop } from '../convolution-geometry.ts';
import type { Conv2dNode, ConvTranspose2dNode, Network, Node, Tensor } from '../graph.ts';
import { weightOf } from '../weight-shapes.ts';

/** @throws ModelError `weights_invalid` */
export function lowerTransposedConvolutions({ graph, weights }: Network): Network {
  const taken = new Set(graph.nodes.map((node) => node.id));
  const tensors = new Map(weights);
  const nodes: Node[] = [];
  for (const node of graph.nodes) {
    if (node.op !== 'convTranspose2d') {
      nodes.push(node);
      continue;
    }
    for (const role of ['kernel', 'gain', 'bias']) tensors.delete(`${node.id}/${role}`);
    const phases = phasesOf(node, weightOf(weights, `${node.id}/kernel`), taken);
    for (const { conv, kernel } of phases) {
      nodes.push(conv);
      tensors.set(`${conv.id}/kernel`, kernel);
      for (const role of ['gain', 'bias'] as const) {
        if (node[role] === 'none') continue;
        tensors.set(`${conv.id}/${role}`, weightOf(weights, `${node.id}/${role}`));
      }
    }
    if (node.stride > 1) {
      const inputs = phases.map(({ conv }) => conv.id);
      nodes.push({ op: 'interleave', id: node.id, inputs, factor: node.stride });
    }
  }
  return { graph: { ...graph, nodes }, weights: tensors };
}

interface Phase {
  readonly conv: Conv2dNode;
  readonly kernel: Tensor;
}

function phasesOf(node: ConvTranspose2dNode, kernel: Tensor, taken: Set<string>): readonly Phase[] {
  const { op: _, stride, ...kept } = node;
  const phases: Phase[] = [];
  for (let row = 0; row < stride; row++) {
    const vertical = tapsOf(row, node.kernel[0], stride);
    for (let column = 0; column < stride; column++) {
      const horizontal = tapsOf(column, node.kernel[1], stride);
      const id = stride === 1 ? node.id : freshId(`${node.id}.phase${phases.length}`, taken);
      phases.push({
        conv: {
          ...kept,
          op: 'conv2d',
          id,
          kernel: [vertical.taps.length, horizontal.taps.length],
          stride: 1,
          padding: [vertical.before, horizontal.before, vertical.after, horizontal.after],
        },
        kernel: gather(kernel, vertical.taps, horizontal.taps),
      });
    }
  }
  return phases;
}

interface Taps {
  /** Taps of the transposed kernel in the order of the phase's own; one outside it means zero. */
  readonly taps: readonly number[];
  readonly before: number;
  readonly after: number;
}

function tapsOf(phase: number, kernel: number, stride: number): Taps {
  const last = phase + transposedCrop(kernel, stride);
  const before = Math.floor((kernel - 1 - last) / stride);
  const after = Math.floor(last / stride);
  // A kernel shorter than the stride leaves phases that no tap reaches: one tap of zeros keeps the
  // bias and the activation.
  if (before + after < 0) return { taps: [-1], before: 0, after: 0 };
  const count = before + after + 1;
  const taps = Array.from({ length: count }, (_, index) => last + (before - index) * stride);
  return { taps, before, after };
}

/** `[kh, kw, out, in]` at the given taps → `[rows, columns, in, out]`. */
function gather(kernel: Tensor, rows: readonly number[], columns: readonly number[]): Tensor {
  const [height, width, filters, channels] = kernel.shape as [number, number, number, number];
  const shape = [rows.length, columns.length, channels, filters];
  const data = new Float32Array(rows.length * columns.length * channels * filters);
  rows.forEach((ky, row) => {
    columns.forEach((kx, column) => {
      if (ky < 0 || ky >= height || kx < 0 || kx >= width) return;
      const source = (ky * width + kx) * filters * channels;
      const target = (row * columns.length + column) * channels * filters;
      for (let channel = 0; channel < channels; channel++) {
        for (let filter = 0; filter < filters; filter++) {
          data[target + channel * filters + filter] = kernel.data[
            source + filter * channels + channel
          ] as number;
        }
      }
    });
  });
  return { shape, data };
}

function freshId(wanted: string, taken: Set<string>): string {
  let id = wanted;
  while (taken.has(id)) id += '_';
  taken.add(id);
  return id;
}
