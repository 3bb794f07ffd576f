/**
 * A vector by a matrix: one image by the row product, several by the product that convolutions use, with
 * the same bits (`assembly/generation/product.ts`).
 */
import {
  type ConvolutionCost,
  groupRowsFor,
  type Placement,
  pitchOf,
  type RunConvolution,
  type Staging,
  tableBytesFor,
  writeAddresses,
} from './convolution.ts';

export interface DensePlan extends ConvolutionCost {
  readonly algorithm: 'dense';
  readonly images: number;
  readonly groupRows: 4 | 5;
}

export function planDense(inputs: number, units: number, images: number): DensePlan {
  const groupRows = groupRowsFor(images);
  return {
    algorithm: 'dense',
    images,
    groupRows,
    multiplyAdds: inputs * units,
    weightBytes: 4 * inputs * pitchOf(units),
    tableBytes: 2 * tableBytesFor(images, groupRows),
    scratchBytes: 0,
  };
}

/** `staging.source` is f32 `[inputs, pitch of units]`. */
export function prepareDense(
  inputs: number,
  units: number,
  { images, groupRows }: DensePlan,
  placement: Placement,
  { source }: Staging,
): RunConvolution {
  const { kernels, input, output, weights, tables: pointers } = placement;
  const panelCount = pitchOf(units) / 8;
  const outputs = pointers + tableBytesFor(images, groupRows);
  const rows = Array.from({ length: groupRows * Math.ceil(images / groupRows) }, (_, row) =>
    Math.min(row, images - 1),
  );
  writeAddresses(
    placement,
    pointers,
    rows.map((row) => input + 4 * row * pitchOf(inputs)),
  );
  writeAddresses(
    placement,
    outputs,
    rows.map((row) => output + 4 * row * pitchOf(units)),
  );
  kernels.packPanels(weights, 32 * inputs, source, inputs, panelCount);
  return (count, { gains, biases, slope }) => {
    if (count === 1) {
      kernels.rowProduct(input, weights, output, panelCount, inputs, gains, biases, slope);
      return;
    }
    kernels.product(
      pointers,
      0,
      weights,
      outputs,
      0,
      Math.ceil(count / groupRows),
      groupRows,
      panelCount,
      1,
      inputs,
      gains,
      biases,
      slope,
    );
  };
}
