/**
 * The last layer, a stride-1 convolution to one to four channels: what every input pixel contributes
 * through every tap in one product, then each output gathers its share, with tanh and the bytes of the
 * image in the same pass (`assembly/generation/few-outputs.ts`).
 */
import {
  aligned,
  type Convolution,
  type ConvolutionCost,
  type Epilogue,
  groupRowsFor,
  type Placement,
  pitchOf,
  type Staging,
  tableBytesFor,
  writeAddresses,
} from './convolution.ts';
import type { Address } from './generation-kernels.ts';

export interface FewOutputsPlan extends ConvolutionCost {
  readonly algorithm: 'few-outputs';
  readonly groupRows: 4 | 5;
}

/**
 * @param bytes where the bytes of the images go, or 0 for none
 * @returns whether every value is finite
 */
export type RunFewOutputs = (
  images: number,
  epilogue: Pick<Epilogue, 'biases'>,
  isTanh: boolean,
  bytes: Address,
) => boolean;

/** Undefined where the algorithm does not apply: strides, phases, more than four channels. */
export function planFewOutputs(convolution: Convolution): FewOutputsPlan | undefined {
  const { height, width, channels, filters, phases } = convolution;
  const [phase, ...others] = phases;
  if (phase === undefined || others.length > 0 || filters > 4) return undefined;
  if (phase.rows.inStep !== 1 || phase.columns.inStep !== 1) return undefined;
  const pixels = height * width;
  const columns = columnsOf(convolution);
  const groupRows = groupRowsFor(pixels);
  return {
    algorithm: 'few-outputs',
    groupRows,
    multiplyAdds: pixels * channels * columns,
    weightBytes: 4 * channels * columns,
    tableBytes: 2 * tableBytesFor(pixels, groupRows),
    scratchBytes: aligned(4 * pixels * columns + 16),
  };
}

export function prepareFewOutputs(
  convolution: Convolution,
  { groupRows }: FewOutputsPlan,
  placement: Placement,
  { source }: Staging,
): RunFewOutputs {
  const { height, width, channels, outHeight, outWidth, filters, phases } = convolution;
  const [phase] = phases;
  if (phase === undefined) throw new Error('expected a phase, got none');
  const { kernels, memory, input, output, weights, scratch, tables: pointers } = placement;
  const columns = columnsOf(convolution);
  const pixels = height * width;
  const outputs = pointers + tableBytesFor(pixels, groupRows);
  const imageBytes = 4 * pixels * pitchOf(channels);
  packWeights(convolution, memory, source, weights);
  const rows = Array.from({ length: groupRows * Math.ceil(pixels / groupRows) }, (_, row) =>
    Math.min(row, pixels - 1),
  );
  writeAddresses(
    placement,
    pointers,
    rows.map((row) => input + 4 * row * pitchOf(channels)),
  );
  writeAddresses(
    placement,
    outputs,
    rows.map((row) => scratch + 4 * row * columns),
  );
  return (images, { biases }, isTanh, bytes) => {
    let invalid = 0;
    for (let image = 0; image < images; image++) {
      kernels.product(
        pointers,
        image * imageBytes,
        weights,
        outputs,
        0,
        rows.length / groupRows,
        groupRows,
        columns / 8,
        1,
        channels,
        0,
        0,
        1,
      );
      invalid |= kernels.gatherTaps(
        scratch,
        4 * columns,
        height,
        width,
        phase.rows.taps.length,
        phase.columns.taps.length,
        -phase.rows.inStart,
        -phase.columns.inStart,
        filters,
        biases,
        isTanh,
        output + image * outHeight * outWidth * 32,
        outHeight,
        outWidth,
        bytes === 0 ? 0 : bytes + image * outHeight * outWidth * filters,
      );
    }
    return invalid === 0;
  };
}

/** One column for every tap and output, and what fills the last panel. */
function columnsOf({ filters, kernelHeight, kernelWidth }: Convolution): number {
  return pitchOf(kernelHeight * kernelWidth * filters);
}

/** Panels f32 `[columns / 8, channels, 8]`, taps in the order of the inputs that they read. */
function packWeights(
  convolution: Convolution,
  memory: WebAssembly.Memory,
  source: Address,
  weights: Address,
): void {
  const { channels, filters, kernelWidth, phases } = convolution;
  const pitch = pitchOf(filters);
  const values = new Float32Array(memory.buffer);
  values.fill(0, weights / 4, weights / 4 + channels * columnsOf(convolution));
  let column = 0;
  for (const { rows, columns } of phases) {
    for (const row of rows.taps) {
      for (const tap of columns.taps) {
        for (let filter = 0; filter < filters; filter++, column++) {
          const panel = weights / 4 + Math.floor(column / 8) * channels * 8 + (column % 8);
          const from = source / 4 + (row * kernelWidth + tap) * channels * pitch + filter;
          for (let channel = 0; channel < channels; channel++) {
            values[panel + channel * 8] = values[from + channel * pitch] ?? 0;
          }
        }
      }
    }
  }
}
