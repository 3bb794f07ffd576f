/**
 * Stride-1 phases of three or five taps by Winograd's algorithm: F(4 × 4, 3 × 3) and F(2 × 2, 5 × 5) on
 * the same six points, so that all phases of a transposed convolution share one transform of the input.
 * The algorithm and its sources are in `assembly/generation/winograd.ts`.
 *
 * Tiles are computed in blocks whose transformed inputs and products stay in the L2 cache, output
 * columns sixteen at a time. Products are in the order of the inputs' points: the inputs of a point then
 * stay in L1 for all phases that read them, and the weights are one stream from beginning to end.
 */
import {
  type Convolution,
  type Placement,
  pitchOf,
  type RunConvolution,
  type Staging,
} from './convolution.ts';
import {
  BLOCK_BYTES,
  columnBlocks,
  POINTS,
  productList,
  scratchOf,
  tablesOf,
  type WinogradPlan,
} from './winograd-plan.ts';
import { writeTables } from './winograd-tables.ts';
import { packWeights } from './winograd-weights.ts';

/** Packs the weights and writes the tables. */
export function prepareWinograd(
  convolution: Convolution,
  plan: WinogradPlan,
  placement: Placement,
  staging: Staging,
): RunConvolution {
  const { channels, filters } = convolution;
  const { kernels, weights, zeros } = placement;
  const { side, blockTiles, groupRows, products, tileRows, tileColumns } = plan;
  const tables = tablesOf(plan, placement.tables);
  const scratch = scratchOf(convolution, plan, placement.scratch);
  const list = productList(plan);
  writeTables(convolution, plan, placement);
  packWeights(convolution, plan, placement, staging);
  const inputBytes = 4 * pitchOf(channels);
  const imageTiles = tileRows * tileColumns;
  const blocks = columnBlocks(filters).map(({ panel, panelCount }) => ({
    panelCount,
    weights: weights + 32 * products * channels * panel,
    offsetBytes: 32 * panel,
  }));
  const phases = plan.phases.map((phase, index) => ({
    ...phase,
    products: scratch.products + list.firstOfPhase(index) * scratch.productPlaneBytes,
    targets: tables.targets + 4 * index * plan.images * imageTiles * side * side,
  }));
  return (images, { gains, biases, slope }) => {
    const tiles = images * imageTiles;
    for (let start = 0; start < tiles; start += blockTiles) {
      const count = Math.min(blockTiles, tiles - start);
      kernels.winogradInput(
        tables.sources + 4 * start * POINTS * POINTS,
        scratch.inputs,
        scratch.inputPlaneBytes,
        count,
        inputBytes,
        scratch.tile,
      );
      for (const block of blocks) {
        kernels.winogradProducts(
          tables.list,
          products,
          block.weights,
          tables.pointers,
          tables.outputs,
          Math.ceil(count / groupRows),
          groupRows,
          block.panelCount,
          channels,
        );
        for (const phase of phases) {
          kernels.winogradOutput(
            phase.products,
            scratch.productPlaneBytes,
            BLOCK_BYTES,
            count,
            phase.rows.first,
            phase.rows.end,
            phase.columns.first,
            phase.columns.end,
            side,
            phase.targets + 4 * start * side * side,
            block.offsetBytes,
            32 * block.panelCount,
            gains + block.offsetBytes,
            biases + block.offsetBytes,
            slope,
            zeros,
            scratch.tile,
          );
        }
      }
    }
  };
}
