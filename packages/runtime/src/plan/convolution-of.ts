/** A graph's convolutions as the phases that the kernels compute (`@comfy-edge/kernels`). */
import type { Convolution, PhaseAxis } from '@comfy-edge/kernels';
import {
  type Conv2dNode,
  type ConvTranspose2dNode,
  convolutionAxis,
  type Shape,
  transposedCrop,
} from '@comfy-edge/model';

/** @param shape of the input, `[height, width, channels]` */
export function convolutionOf(node: Conv2dNode | ConvTranspose2dNode, shape: Shape): Convolution {
  const [height, width = 1, channels = 1] = shape;
  const [kernelHeight, kernelWidth] = node.kernel;
  const rows = axisPhases(node, height, 0);
  const columns = axisPhases(node, width, 1);
  return {
    height,
    width,
    channels,
    outHeight: sum(rows.map(({ outCount }) => outCount)),
    outWidth: sum(columns.map(({ outCount }) => outCount)),
    filters: node.filters,
    kernelHeight,
    kernelWidth,
    phases: rows.flatMap((row) => columns.map((column) => ({ rows: row, columns: column }))),
  };
}

function axisPhases(
  node: Conv2dNode | ConvTranspose2dNode,
  size: number,
  axis: 0 | 1,
): readonly PhaseAxis[] {
  const kernel = node.kernel[axis];
  if (node.op === 'convTranspose2d') {
    return Array.from({ length: node.stride }, (_, phase) =>
      transposedPhase(size, kernel, node.stride, phase),
    );
  }
  const { before, output } = convolutionAxis(size, kernel, node.stride, node.padding, axis);
  const taps = Array.from({ length: kernel }, (_, tap) => tap);
  return [
    { inStart: -before, inStep: node.stride, taps, outStart: 0, outStep: 1, outCount: output },
  ];
}

/**
 * Outputs `phase + stride · o`: each collects the inputs `o + d` whose tap `phase + crop − stride · d`
 * the kernel has, in the order of the inputs.
 */
function transposedPhase(size: number, kernel: number, stride: number, phase: number): PhaseAxis {
  const position = phase + transposedCrop(kernel, stride);
  const first = Math.ceil((position - kernel + 1) / stride);
  const last = Math.floor(position / stride);
  const taps = Array.from(
    { length: Math.max(0, last - first + 1) },
    (_, index) => position - stride * (first + index),
  );
  return { inStart: first, inStep: 1, taps, outStart: phase, outStep: stride, outCount: size };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
