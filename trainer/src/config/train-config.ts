/**
 * Everything that decides a run. A preset is one value of this type; the command line may override
 * any field; the run directory keeps the resolved value. Parsed strictly: an unknown field is
 * refused by name.
 */
import * as v from 'valibot';
import { cropNames } from '../data/fit.ts';
import { backgroundNames } from '../data/image-form.ts';
import { filterNames } from '../data/resample-filter.ts';

const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const weight = v.pipe(v.number(), v.finite(), v.minValue(0));
const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000_000));
const width = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1024));

const articleGenerator = v.strictObject({
  kind: v.literal('article'),
  strides: v.pipe(v.array(v.picklist([1, 2])), v.minLength(1), v.maxLength(8)),
  filters: width,
  latentSize: width,
  embeddingSize: width,
});

const residualGenerator = v.strictObject({
  kind: v.literal('residual'),
  widths: v.strictTuple([width, width, width]),
  latentSize: width,
  embeddingSize: width,
});

const configSchema = v.strictObject({
  preset: v.string(),
  seed: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffff_ffff)),
  epochs: count,
  /** Images an epoch; 0: as many as the data set has. */
  epochImages: v.pipe(v.number(), v.integer(), v.minValue(0)),
  image: v.strictObject({
    height: width,
    width,
    channels: v.picklist([1, 3]),
    /** How images of other proportions come into this size. */
    crop: v.picklist(cropNames),
    /** What they are resampled with. */
    filter: v.picklist(filterNames),
    /** Behind transparent pixels and beside letterboxed images. */
    background: v.picklist(backgroundNames),
  }),
  generator: v.variant('kind', [articleGenerator, residualGenerator]),
  encoder: v.strictObject({ widths: v.pipe(v.array(width), v.minLength(1)), kernel: width }),
  discriminator: v.strictObject({
    widths: v.pipe(v.array(width), v.minLength(1)),
    kernel: width,
    slope: share,
    dropout: v.pipe(share, v.ltValue(1)),
    spectralNorm: v.boolean(),
    batchStandardDeviation: v.boolean(),
  }),
  adversarial: v.picklist(['nonSaturating', 'hinge']),
  vae: v.strictObject({
    /** The encoder is trained in every so many-th step. */
    every: count,
    /** Weight of KL(q(z|x) ‖ N(0, I)) in the encoder's loss. */
    kl: weight,
    /** Weight of the reconstruction in the discriminator's features, encoder's loss. */
    features: weight,
    /** Weight of the reconstruction in pixels, encoder's loss. */
    pixels: weight,
    /** γ: weight of the reconstruction in the generator's loss; 0 keeps it to the encoder. */
    gamma: weight,
    /** Whether reconstructions are judged beside samples, in L_D and L_G. */
    judged: v.boolean(),
  }),
  optimizer: v.strictObject({
    /** Learning rates: two time scales (Heusel et al. 2017, arXiv:1706.08500) when they differ. */
    generatorRate: positive,
    discriminatorRate: positive,
    encoderRate: positive,
    beta1: v.pipe(share, v.ltValue(1)),
    beta2: v.pipe(share, v.ltValue(1)),
    warmupSteps: v.pipe(v.number(), v.integer(), v.minValue(0)),
    /** Share of the run at the full rate; then it falls linearly to `finalRate` of it. */
    holdUntil: share,
    finalRate: share,
  }),
  /** Decay of the averaged generator that is sampled and published. */
  emaDecay: v.pipe(share, v.ltValue(1)),
  /** Batch size from a share of the run on; the first starts at 0. */
  batches: v.pipe(
    v.array(v.strictObject({ from: share, size: v.pipe(count, v.minValue(2)) })),
    v.minLength(1),
  ),
  augmentation: v.strictObject({
    /** Mirror left and right half of the time: all images, or those of the named classes. */
    flip: v.union([v.boolean(), v.array(v.string())]),
    shiftPixels: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(16)),
    brightness: share,
  }),
  quality: v.strictObject({
    /** Measured after every so many-th epoch; 0 never. */
    everyEpochs: v.pipe(v.number(), v.integer(), v.minValue(0)),
    images: count,
    classifierSteps: count,
    /** The run ends when the class-feature Fréchet distance falls to this; 0 never. */
    stopAtCfid: weight,
    /** The run ends after so many measures without a lower distance; 0 never. */
    patience: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0),
  }),
  /** Besides the one after every epoch. */
  checkpointMinutes: positive,
});

export type TrainConfig = v.InferOutput<typeof configSchema>;

/** A configuration the command line or a file got wrong; the message says which field and what it expects. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** @throws ConfigError naming every field that is wrong */
export function parseConfig(value: unknown): TrainConfig {
  const result = v.safeParse(configSchema, value);
  if (result.success) return result.output;
  const issues = result.issues.map(
    (issue) => `${v.getDotPath(issue) ?? 'configuration'}: ${issue.message}`,
  );
  throw new ConfigError(issues.join('\n'));
}
