/**
 * The fixed protocol: what is drawn, how much of it, and from which seeds. Figures of two versions,
 * of the quick and the full protocol, or of two data sets, cannot be compared; so a change of
 * anything here, of the classifier or of a measure's definition is a new version.
 */
export const protocolVersion = 1;

/** Of the classifier that judges; CAS trains more of them from `Protocol.scoreSeeds`. */
export const judgeSeed = 1;

/** Neighbours of precision, recall, density and coverage (Naeem et al. 2020 take 5 as well). */
export const neighbours = 5;

export const variationStrength = 0.3;

/** First words of every random draw; apart from the seeds of sample sheets, which are small. */
export const seeds = {
  /** Image i of the synthetic set has seed `samples + i`. */
  samples: 1_000_000,
  /** Of the images that are measured during training. */
  cheapSamples: 500_000,
  /** Of random latents beside reconstructions. */
  prior: 2_000_000,
  subsets: 1,
  variations: 2,
} as const;

export interface Protocol {
  readonly name: 'full' | 'quick';
  /** Synthetic images at most; as many as the data set has to train, if those are fewer. */
  readonly images: number;
  /** Real test images at most. */
  readonly testImages: number;
  /** Of a classifier's training at least, however few images there are. */
  readonly leastSteps: number;
  /** A classifier is trained from each and the accuracies averaged. */
  readonly scoreSeeds: readonly number[];
  /** Vectors of each set whose neighbourhoods are compared. */
  readonly overlapImages: number;
  readonly kernelSubsets: number;
  readonly kernelSubsetSize: number;
  /** Images whose nearest training image is sought. */
  readonly memorizationImages: number;
}

export const fullProtocol: Protocol = {
  name: 'full',
  images: 60_000,
  testImages: 10_000,
  leastSteps: 300,
  scoreSeeds: [1, 2],
  overlapImages: 10_000,
  kernelSubsets: 50,
  kernelSubsetSize: 1000,
  memorizationImages: 2000,
};

/** A look, not a result: its figures have other biases and more noise than the full ones. */
export const quickProtocol: Protocol = {
  name: 'quick',
  images: 6000,
  testImages: 2000,
  leastSteps: 300,
  scoreSeeds: [1],
  overlapImages: 2000,
  kernelSubsets: 10,
  kernelSubsetSize: 500,
  memorizationImages: 200,
};
