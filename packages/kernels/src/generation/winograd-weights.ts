/**
 * Weights for Winograd's products, `G g Gᵀ` for the taps of every phase, in the order in which the products
 * are computed.
 */
import {
  aligned,
  type Convolution,
  type Placement,
  pitchOf,
  type Staging,
  writeAddresses,
} from './convolution.ts';
import { columnBlocks, POINTS, productList, type WinogradPlan } from './winograd-plan.ts';

/** Of a tap or a product that there is none of. */
const NONE = 0xffff_ffff;

/** Weights f32 `[blocks, products, panels of the block, channels, 8]`. */
export function packWeights(
  { channels, filters, kernelWidth, phases }: Convolution,
  plan: WinogradPlan,
  placement: Placement,
  { source, workspace }: Staging,
): void {
  const { kernels, memory } = placement;
  const { window, windowStart, products } = plan;
  const pitchBytes = 4 * pitchOf(filters);
  const points = workspace;
  const taps = points + 8 * POINTS * window;
  const targets = taps + aligned(4 * window * window);
  const scratch = targets + aligned(4 * POINTS * POINTS);
  new Float64Array(memory.buffer, points, POINTS * window).set(filterMatrix(window));
  const { list } = productList(plan);
  phases.forEach((phase, index) => {
    const tapOffsets = square(window, (row, column) => {
      const kernelRow = phase.rows.taps[row + windowStart.y - phase.rows.inStart];
      const kernelColumn = phase.columns.taps[column + windowStart.x - phase.columns.inStart];
      if (kernelRow === undefined || kernelColumn === undefined) return NONE;
      return (kernelRow * kernelWidth + kernelColumn) * channels * pitchBytes;
    });
    writeAddresses(placement, taps, tapOffsets);
    for (const { panel, panelCount } of columnBlocks(filters)) {
      const productOffsets = new Array<number>(POINTS * POINTS).fill(NONE);
      list.forEach((product, slot) => {
        if (product.phase !== index) return;
        productOffsets[product.row * POINTS + product.column] = 32 * slot * panelCount * channels;
      });
      writeAddresses(placement, targets, productOffsets);
      kernels.packWinograd(
        source + 32 * panel,
        pitchBytes,
        taps,
        window,
        points,
        targets,
        placement.weights + 32 * products * channels * panel,
        channels,
        panelCount,
        scratch,
      );
    }
  });
}

/** G f64 `[6, window]`: powers of the points 0, 1, −1, 2, −2 over the products of their differences; ∞. */
function filterMatrix(window: number): number[] {
  const scales = [1 / 4, -1 / 6, -1 / 6, 1 / 24, 1 / 24];
  const finite = [0, 1, -1, 2, -2].flatMap((point, index) =>
    Array.from({ length: window }, (_, power) => point ** power * (scales[index] ?? 0)),
  );
  const infinite = Array.from({ length: window }, (_, power) => (power === window - 1 ? 1 : 0));
  return [...finite, ...infinite];
}

function square<T>(side: number, make: (row: number, column: number) => T): T[] {
  return Array.from({ length: side * side }, (_, i) => make(Math.floor(i / side), i % side));
}
