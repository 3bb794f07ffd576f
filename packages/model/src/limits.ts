/**
 * Bounds on data from strangers. The first group bounds what a graph may say at all, so that every
 * product of sizes below stays an exact integer; `untrustedBudget` bounds what an edge isolate is
 * willing to compute and hold (Workers give 128 MB and a CPU limit to a request).
 */

export const graphLimits = {
  nodes: 512,
  idLength: 64,
  classes: 4096,
  /** Height, width, channels or units. */
  dimension: 65_536,
  /** Elements of one activation. */
  elements: 4_194_304,
  kernel: 31,
  stride: 8,
  padding: 64,
  embedding: 4096,
} as const;

/** What one network may cost to run and to hold. */
export interface Budget {
  readonly multiplyAdds: number;
  /** All weights as f32. */
  readonly parameterBytes: number;
  /** All nodes' outputs for one image as f32. */
  readonly activationBytes: number;
}

/** The budget of networks that were not made by whoever runs them. */
export const untrustedBudget: Budget = {
  multiplyAdds: 1_000_000_000,
  parameterBytes: 32 * 1024 * 1024,
  activationBytes: 64 * 1024 * 1024,
};
