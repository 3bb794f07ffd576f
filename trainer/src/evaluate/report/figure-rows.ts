/** The figures as a table: each measure, the model's, its bound, and how to read it. */
import type { Metrics } from '../metrics.ts';

export interface FigureRow {
  readonly measure: string;
  readonly model: string;
  /** The same of real images, or what the reading says; empty where there is none. */
  readonly bound: string;
  readonly reading: string;
}

export function figureRows(metrics: Metrics): FigureRow[] {
  const { memorization, reconstruction, quantized } = metrics;
  const rows: FigureRow[] = [
    row(
      'CAS',
      percent(metrics.cas),
      percent(metrics.casReal),
      `${percent(metrics.cas / metrics.casReal)} of real: a classifier trained on these images, tested on real ones`,
    ),
    row(
      'GAN-test',
      percent(metrics.ganTest),
      percent(metrics.realTest),
      'images in which the judge sees the class that was asked for',
    ),
    row(
      'cFID',
      distance(metrics.cfid),
      distance(metrics.cfidFloor),
      `${(metrics.cfid / metrics.cfidFloor).toFixed(1)} × the floor; lower is better`,
    ),
    row('cKID', small(metrics.ckid), small(metrics.ckidFloor), 'lower is better; 0 is perfect'),
    row('precision', share(metrics.precision), share(metrics.precisionReal), 'is it plausible?'),
    row('recall', share(metrics.recall), share(metrics.recallReal), 'is everything there?'),
    row(
      'density',
      share(metrics.density),
      share(metrics.densityReal),
      'above the bound: too much of the typical',
    ),
    row(
      'coverage',
      share(metrics.coverage),
      share(metrics.coverageReal),
      'real images with a synthetic one near',
    ),
    row(
      'diversity',
      percent(mean(metrics, 'diversity')),
      percent(mean(metrics, 'diversityReal')),
      'spread within classes, of that of real test images',
    ),
    row(
      'nearest training image',
      memorization.nearest.toFixed(2),
      memorization.nearestReal.toFixed(2),
      `median distance; ${percent(memorization.closeShare)} nearer than 99 in 100 test images are`,
    ),
  ];
  if (reconstruction !== null) {
    rows.push(...reconstructionRows(reconstruction));
  }
  const { floatCas, floatCfid, casLoss, cfidGrowth } = quantized;
  if (floatCas !== null && floatCfid !== null && casLoss !== null && cfidGrowth !== null) {
    rows.push(
      row(
        'CAS of float weights',
        percent(floatCas),
        '',
        `quantization costs ${(100 * casLoss).toFixed(2)} points`,
      ),
      row(
        'cFID of float weights',
        distance(floatCfid),
        '',
        `quantization adds ${(100 * cfidGrowth).toFixed(2)} %`,
      ),
    );
  }
  rows.push(
    row('generator', `${(metrics.macs / 1e6).toFixed(1)} M`, '', 'multiply-adds an image'),
    row('stored', `${(metrics.bytes / 1024).toFixed(0)} KiB`, '', "the generator's weights"),
  );
  return rows;
}

/** Beside each, what it takes no encoder for: the decoder is told the class. */
function reconstructionRows(measures: NonNullable<Metrics['reconstruction']>): FigureRow[] {
  const { meanSquaredError, nearestSquaredError, classMeanSquaredError } = measures;
  const { keepsClass, variationsKeepClass, keepsClassPrior, variationStrength } = measures;
  const { findsImage, variationsFindImage, foundByChance } = measures;
  const prior = keepsClassPrior === undefined ? '' : percent(keepsClassPrior);
  const ofClass =
    classMeanSquaredError === undefined
      ? ''
      : `; the class's mean image has ${classMeanSquaredError.toFixed(4)}`;
  const rows = [
    row(
      'reconstruction error',
      meanSquaredError.toFixed(4),
      nearestSquaredError.toFixed(4),
      `mean squared, pixels 0 to 1; beside it: the nearest training image${ofClass}`,
    ),
    row(
      'reconstructions keep class',
      percent(keepsClass),
      prior,
      'the decoder is told the class; beside it: random latents',
    ),
    row(
      'variations keep class',
      percent(variationsKeepClass),
      prior,
      `at strength ${variationStrength}`,
    ),
  ];
  if (findsImage === undefined || variationsFindImage === undefined) return rows;
  const chance = foundByChance === undefined ? '' : percent(foundByChance);
  return [
    ...rows,
    row(
      'reconstructions find image',
      percent(findsImage),
      chance,
      "nearest to their own among others of its class, in the judge's features; beside it: by chance",
    ),
    row(
      'variations find image',
      percent(variationsFindImage),
      chance,
      `at strength ${variationStrength}`,
    ),
  ];
}

function row(measure: string, model: string, bound: string, reading: string): FigureRow {
  return { measure, model, bound, reading };
}

function mean({ perClass }: Metrics, key: 'diversity' | 'diversityReal'): number {
  return perClass.reduce((sum, of) => sum + of[key], 0) / perClass.length;
}

function percent(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}

function distance(value: number): string {
  return value.toFixed(2);
}

function share(value: number): string {
  return value.toFixed(3);
}

function small(value: number): string {
  return value.toPrecision(3);
}
