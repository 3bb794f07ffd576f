/**
 * How probable augmentation is, adapted to how much the discriminator overfits (Karras et al. 2020,
 * arXiv:2006.06676): r_t = E[sign D(x)] over real training images is near 0 while it cannot tell them
 * from samples and 1 once it knows them by heart. The probability rises while r_t is above its target
 * and falls while it is below, by at most one over a number of images.
 */

/** JSON; belongs in a checkpoint. */
export interface AugmentationState {
  /** Of each kind of variation for each image, in [0, 1]. */
  readonly probability: number;
  /** Sum of sign D(x) over the images since the last adjustment. */
  readonly signSum: number;
  /** Images since the last adjustment. */
  readonly images: number;
}

export interface AdaptiveOptions {
  /** Of r_t. 0 keeps the probability as it is. */
  readonly target: number;
  /** Images in which the probability can rise from 0 to 1. */
  readonly rampImages: number;
}

/** Between adjustments: r_t of one batch is noise. */
const imagesPerAdjustment = 256;

export function initialAugmentation(probability: number): AugmentationState {
  return { probability, signSum: 0, images: 0 };
}

/**
 * @param meanSign E[sign D(x)] over the real images of the present batch
 * @param batch how many those are
 */
export function adaptProbability(
  state: AugmentationState,
  meanSign: number,
  batch: number,
  { target, rampImages }: AdaptiveOptions,
): AugmentationState {
  if (target === 0) return state;
  const signSum = state.signSum + meanSign * batch;
  const images = state.images + batch;
  if (images < imagesPerAdjustment) return { ...state, signSum, images };
  const change = (Math.sign(signSum / images - target) * images) / rampImages;
  const probability = Math.min(1, Math.max(0, state.probability + change));
  return initialAugmentation(probability);
}
