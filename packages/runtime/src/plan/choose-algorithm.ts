/**
 * The cost model: which algorithm computes a convolution. It looks at one image and at shapes alone, so
 * that the choice, and with it every bit of an image, is the same on every machine and in every batch.
 *
 * The unit is one multiply-add of the fastest product. The constants are ratios measured on Zen 3
 * (`packages/kernels/README.md` has the figures); nothing but speed depends on how good they are.
 */
import {
  type Convolution,
  type DirectPlan,
  type FewOutputsPlan,
  pitchOf,
  planDirect,
  planFewOutputs,
  planWinograd,
  type WinogradPlan,
} from '@comfy-edge/kernels';
import type { Conv2dNode } from '@comfy-edge/model';

export type ConvolutionPlan = DirectPlan | FewOutputsPlan | WinogradPlan;

/** A row in a group of four costs more than one in a group of five: fewer products for every load. */
const ROW_COST = { 4: 1.15, 5: 1 } as const;
/** Channels' worth of time to begin and end the sums of a tile. */
const TILE_OVERHEAD_CHANNELS = 4;
/** A value of the transformed input, and of the products on their way back. */
const INPUT_TRANSFORM = 7;
const OUTPUT_TRANSFORM = 10;
/** One tap of one pixel that the last layer gathers. */
const GATHERED_TAP = 20;

/**
 * @param images that are computed at once
 * @param epilogue what follows; the last layer's algorithm knows a bias and tanh alone
 */
export function chooseAlgorithm(
  convolution: Convolution,
  images: number,
  { gain, activation }: Pick<Conv2dNode, 'gain' | 'activation'>,
): ConvolutionPlan {
  const isLastLayer = gain === 'none' && (activation === undefined || activation.fn === 'tanh');
  const one = [
    planDirect(convolution, 1),
    planWinograd(convolution, 1),
    isLastLayer ? planFewOutputs(convolution) : undefined,
  ].filter((plan) => plan !== undefined);
  const costs = one.map((plan) => costOf(convolution, plan));
  const cheapest = one[costs.indexOf(Math.min(...costs))];
  switch (cheapest?.algorithm) {
    case 'winograd':
      return planWinograd(convolution, images) ?? cheapest;
    case 'few-outputs':
      return cheapest;
    case 'direct':
    case undefined:
      return planDirect(convolution, images);
    default:
      return cheapest satisfies never;
  }
}

/** Of one image, in multiply-adds. */
function costOf(convolution: Convolution, plan: ConvolutionPlan): number {
  const { height, width, channels, outHeight, outWidth, filters, phases } = convolution;
  const { groupRows } = plan;
  const columns = pitchOf(filters);
  const product = (rows: number, width: number) =>
    groupRows *
    Math.ceil(rows / groupRows) *
    ROW_COST[groupRows] *
    (channels + TILE_OVERHEAD_CHANNELS) *
    width;
  switch (plan.algorithm) {
    case 'direct':
      return phases.reduce((total, { rows, columns: axis }) => {
        const taps = rows.taps.length * axis.taps.length;
        return total + taps * product(rows.outCount * axis.outCount, columns);
      }, 0);
    case 'winograd': {
      const tiles = plan.tileRows * plan.tileColumns;
      const transforms =
        INPUT_TRANSFORM * 36 * pitchOf(channels) + OUTPUT_TRANSFORM * plan.products * columns;
      return plan.products * product(tiles, columns) + tiles * transforms;
    }
    case 'few-outputs': {
      const taps = convolution.kernelHeight * convolution.kernelWidth;
      const gathered = outHeight * outWidth * taps * GATHERED_TAP;
      return product(height * width, pitchOf(taps * filters)) + gathered;
    }
    default:
      return plan satisfies never;
  }
}
