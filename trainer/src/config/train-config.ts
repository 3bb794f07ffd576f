/**
 * Everything that decides a run. A preset is one value of this type; the command line may override
 * any field; the run directory keeps the resolved value. Parsed strictly: an unknown field is
 * refused by name.
 */
import * as v from 'valibot';
import { variationKinds } from '../augment/draw-variations.ts';
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
  conditionalNorm: v.boolean(),
  latentSize: width,
  embeddingSize: width,
});

const residualGenerator = v.strictObject({
  kind: v.literal('residual'),
  widths: v.strictTuple([width, width, width]),
  fine: v.boolean(),
  conditionalNorm: v.boolean(),
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
    /** After which halvings a residual 3×3 convolution follows; those not named have none. */
    refine: v.array(v.boolean()),
    slope: share,
    dropout: v.pipe(share, v.ltValue(1)),
    classBy: v.picklist(['channels', 'projection']),
    spectralNorm: v.boolean(),
    batchStandardDeviation: v.boolean(),
  }),
  adversarial: v.picklist(['nonSaturating', 'hinge']),
  /** R1 on real images, added in every so many-th step, that many times as heavy; 0 never. */
  r1: v.strictObject({ gamma: weight, every: count }),
  /** Factors of Σ |w| and Σ w² over the kernels of each network. */
  regularization: v.strictObject({ l1: weight, l2: weight }),
  vae: v.strictObject({
    /** From a share of the run on the encoder is trained in every so many-th step; before, in none. */
    schedule: v.pipe(v.array(v.strictObject({ from: share, every: count })), v.minLength(1)),
    /** Weight of KL(q(z|x) ‖ N(0, I)) in the encoder's loss. */
    kl: weight,
    /** Share of the run over which that weight rises from zero, once the encoder is trained. */
    klWarmup: share,
    /** Weight of the reconstruction in the discriminator's features, encoder's loss. */
    features: weight,
    /** Weight of the reconstruction in pixels, encoder's loss. */
    pixels: weight,
    /** γ: weight of the reconstruction in the generator's loss; 0 keeps it to the encoder. */
    gamma: weight,
    /** Whether reconstructions are judged beside samples, in L_D and L_G. */
    judged: v.boolean(),
    /** Share of the run before which neither concerns the generator: joint training from a warm start. */
    jointFrom: v.optional(share, 0),
    /** Share of the run from which on the encoder alone is trained, in every step; the others rest. */
    aloneFrom: v.optional(share, 1),
  }),
  optimizer: v.strictObject({
    /** Learning rates: two time scales (Heusel et al. 2017, arXiv:1706.08500) when they differ. */
    generatorRate: positive,
    discriminatorRate: positive,
    encoderRate: positive,
    beta1: v.pipe(share, v.ltValue(1)),
    beta2: v.pipe(share, v.ltValue(1)),
    warmupSteps: v.pipe(v.number(), v.integer(), v.minValue(0)),
    /** Share of the run at the full rate; then it falls to `finalRate` of it, see `loop/schedule.ts`. */
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
  /** Draws every class equally often, whatever its share of the images. */
  classBalanced: v.boolean(),
  /** Of the training images, before anything sees them. */
  augmentation: v.strictObject({
    /** Mirror left and right half of the time: all images, or those of the named classes. */
    flip: v.union([v.boolean(), v.array(v.string())]),
    shiftPixels: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(16)),
    brightness: share,
  }),
  /** Of what the discriminator is shown, real or not, with gradients through it. */
  variation: v.strictObject({
    kinds: v.array(v.picklist(variationKinds)),
    /** Of each kind for each image, at first. */
    probability: share,
    /** The probability follows E[sign D(x)] to this; 0: it stays. */
    target: share,
    /** Images in which it can rise from 0 to 1. */
    rampImages: count,
  }),
  /** When to stop a run that has gone wrong. */
  guards: v.strictObject({
    /** Largest norm of all gradients of one network together. */
    gradientNorm: positive,
    /** Steps in a row in which the discriminator's loss may be nothing. */
    idleSteps: count,
    /**
     * Least that samples of a class must differ after an epoch, as a share of what real images do; 0: they need
     * not. A small one catches one image a class and nothing milder: of that, `diversity` in stats.jsonl tells.
     */
    diversity: share,
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
