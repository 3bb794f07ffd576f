/**
 * The convolution as it is defined, by the indirect product (`assembly/generation/product.ts`): any
 * kernel, stride and padding, and every phase of a transposed convolution. What is left when no
 * algorithm with fewer multiplications fits.
 */
import {
  type Convolution,
  type ConvolutionCost,
  groupRowsFor,
  type Phase,
  type PhaseAxis,
  type Placement,
  pitchOf,
  type RunConvolution,
  type Staging,
  tableBytesFor,
  writeAddresses,
} from './convolution.ts';
import type { Address } from './generation-kernels.ts';

export interface DirectPlan extends ConvolutionCost {
  readonly algorithm: 'direct';
  readonly images: number;
  readonly groupRows: 4 | 5;
}

export function planDirect(convolution: Convolution, images: number): DirectPlan {
  const { channels, filters, phases } = convolution;
  const groupRows = groupRowsFor(Math.max(...phases.map(rowsOf)));
  const sum = (part: (phase: Phase) => number) =>
    phases.reduce((total, phase) => total + part(phase), 0);
  return {
    algorithm: 'direct',
    images,
    groupRows,
    multiplyAdds: sum((phase) => rowsOf(phase) * tapsOf(phase)) * channels * filters,
    weightBytes: 4 * sum(tapsOf) * channels * pitchOf(filters),
    tableBytes: sum((phase) => {
      const rows = images * rowsOf(phase);
      return tableBytesFor(rows, groupRows, tapsOf(phase)) + tableBytesFor(rows, groupRows);
    }),
    scratchBytes: 0,
  };
}

/** Packs the weights and writes the tables. */
export function prepareDirect(
  convolution: Convolution,
  { images, groupRows }: DirectPlan,
  placement: Placement,
  { source }: Staging,
): RunConvolution {
  const { channels, filters, phases } = convolution;
  const { kernels } = placement;
  const panelCount = pitchOf(filters) / 8;
  let panels = placement.weights;
  let table = placement.tables;
  const prepared = phases.map((phase) => {
    const taps = tapsOf(phase);
    const rows = rowsOf(phase);
    const pointers = table;
    const outputs = pointers + tableBytesFor(images * rows, groupRows, taps);
    const weights = panels;
    packPhase(convolution, phase, source, weights, placement);
    writeAddresses(
      placement,
      pointers,
      pointersOf(convolution, phase, images, groupRows, placement),
    );
    writeAddresses(placement, outputs, outputsOf(convolution, phase, images, groupRows, placement));
    panels = weights + 4 * taps * channels * pitchOf(filters);
    table = outputs + tableBytesFor(images * rows, groupRows);
    return { taps, rows, pointers, outputs, weights };
  });
  return (count, { gains, biases, slope }) => {
    for (const { taps, rows, pointers, outputs, weights } of prepared) {
      kernels.product(
        pointers,
        0,
        weights,
        outputs,
        0,
        Math.ceil((count * rows) / groupRows),
        groupRows,
        panelCount,
        taps,
        channels,
        gains,
        biases,
        slope,
      );
    }
  };
}

function packPhase(
  { channels, filters, kernelWidth }: Convolution,
  { rows, columns }: Phase,
  source: Address,
  weights: Address,
  { kernels }: Placement,
): void {
  const panelCount = pitchOf(filters) / 8;
  const tapBytes = 4 * channels * pitchOf(filters);
  const panelBytes = 32 * channels * rows.taps.length * columns.taps.length;
  let to = weights;
  for (const row of rows.taps) {
    for (const column of columns.taps) {
      const from = source + (row * kernelWidth + column) * tapBytes;
      kernels.packPanels(to, panelBytes, from, channels, panelCount);
      to += 32 * channels;
    }
  }
}

/** Where the pixels are that every output row sums: `[groups, taps, groupRows]`. */
function pointersOf(
  { height, width, channels }: Convolution,
  phase: Phase,
  images: number,
  groupRows: number,
  { input, zeros }: Placement,
): Address[] {
  const pixelBytes = 4 * pitchOf(channels);
  const taps = tapsOf(phase);
  return eachRow(phase, images, groupRows).flatMap((group) =>
    Array.from({ length: taps }, (_, tap) => tap).flatMap((tap) =>
      group.map(({ image, row, column }) => {
        const y = inputOf(phase.rows, row, Math.floor(tap / phase.columns.taps.length));
        const x = inputOf(phase.columns, column, tap % phase.columns.taps.length);
        if (y < 0 || y >= height || x < 0 || x >= width) return zeros;
        return input + ((image * height + y) * width + x) * pixelBytes;
      }),
    ),
  );
}

function outputsOf(
  { outHeight, outWidth, filters }: Convolution,
  { rows, columns }: Phase,
  images: number,
  groupRows: number,
  { output }: Placement,
): Address[] {
  const pixelBytes = 4 * pitchOf(filters);
  return eachRow({ rows, columns }, images, groupRows).flatMap((group) =>
    group.map(({ image, row, column }) => {
      const y = rows.outStart + row * rows.outStep;
      const x = columns.outStart + column * columns.outStep;
      return output + ((image * outHeight + y) * outWidth + x) * pixelBytes;
    }),
  );
}

interface Row {
  readonly image: number;
  readonly row: number;
  readonly column: number;
}

/** The outputs of a phase in groups, the last of which repeats the last row. */
function eachRow({ rows, columns }: Phase, images: number, groupRows: number): Row[][] {
  const count = images * rows.outCount * columns.outCount;
  return Array.from({ length: Math.ceil(count / groupRows) }, (_, group) =>
    Array.from({ length: groupRows }, (_, index) => {
      const at = Math.min(group * groupRows + index, count - 1);
      return {
        column: at % columns.outCount,
        row: Math.floor(at / columns.outCount) % rows.outCount,
        image: Math.floor(at / (columns.outCount * rows.outCount)),
      };
    }),
  );
}

function inputOf({ inStart, inStep }: PhaseAxis, output: number, tap: number): number {
  return inStart + output * inStep + tap;
}

function rowsOf({ rows, columns }: Phase): number {
  return rows.outCount * columns.outCount;
}

function tapsOf({ rows, columns }: Phase): number {
  return rows.taps.length * columns.taps.length;
}
