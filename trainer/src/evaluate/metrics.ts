/**
 * What an evaluation finds, as `metrics.json` keeps it. Shares and accuracies are in [0, 1]. What ends
 * in `Real` or `Floor`, or begins with `real`, is the bound beside it: the same measure of real training
 * images in place of synthetic ones.
 */
import type { Memorization } from './memorization.ts';
import type { ReconstructionMeasures } from './reconstruction.ts';

export interface ClassMetrics {
  readonly name: string;
  /** Accuracy on real test images of this class. */
  readonly cas: number;
  readonly casReal: number;
  readonly ganTest: number;
  readonly realTest: number;
  readonly cfid: number;
  readonly cfidFloor: number;
  /** Spread within the class as a share of that of the real test images. */
  readonly diversity: number;
  readonly diversityReal: number;
}

/** Which files written before November 2026 lack; no other figure changed with them. */
type LaterMeasures =
  | 'keepsClassPrior'
  | 'classMeanSquaredError'
  | 'findsImage'
  | 'variationsFindImage'
  | 'foundByChance';

interface QuantizedMetrics {
  /** Of the quantized weights, which are those of the other figures. */
  readonly cas: number;
  readonly cfid: number;
  /** Of the weights before; null where they are not to be had. */
  readonly floatCas: number | null;
  readonly floatCfid: number | null;
  /** Float minus quantized. */
  readonly casLoss: number | null;
  /** Quantized over float, minus 1. */
  readonly cfidGrowth: number | null;
}

export interface Metrics {
  readonly protocol: {
    readonly version: number;
    readonly name: 'full' | 'quick';
    readonly images: number;
    readonly testImages: number;
  };
  readonly model: {
    readonly title: string;
    /** SHA-256 of the stored weights. */
    readonly generator: string;
    readonly encoder: string | null;
  };
  /** Digests of the images. */
  readonly data: { readonly name: string; readonly train: string; readonly test: string };
  /** Classification accuracy score: trained on synthetic images, tested on real ones. */
  readonly cas: number;
  readonly casReal: number;
  /** Share of synthetic images in which the judge sees the class that was asked for. */
  readonly ganTest: number;
  /** The judge's accuracy on real test images. */
  readonly realTest: number;
  readonly cfid: number;
  readonly cfidFloor: number;
  readonly ckid: number;
  readonly ckidFloor: number;
  readonly precision: number;
  readonly precisionReal: number;
  readonly recall: number;
  readonly recallReal: number;
  readonly density: number;
  readonly densityReal: number;
  readonly coverage: number;
  readonly coverageReal: number;
  readonly perClass: readonly ClassMetrics[];
  readonly memorization: Memorization;
  /** Null where there is no encoder. */
  readonly reconstruction:
    | (Omit<ReconstructionMeasures, LaterMeasures> &
        Partial<Pick<ReconstructionMeasures, LaterMeasures>> & {
          /** Of the nearest training image in place of the reconstruction. */
          readonly nearestSquaredError: number;
        })
    | null;
  readonly quantized: QuantizedMetrics;
  /** Multiply-adds of the generator, an image. */
  readonly macs: number;
  /** Of the generator's stored weights. */
  readonly bytes: number;
}
