/**
 * A recipe: what decides the pixels of a file's images besides the version that draws them. It is plain data
 * and stands in the file's receipt as it is, so that whoever has the receipt can draw the images again.
 *
 * There are four kinds, told apart by the field that only they have: images of seeds have none, images around
 * a latent have `latent`, a path through latents has `path`, and two versions beside each other `against`.
 */

/** A step along a direction that the version publishes. */
export interface DirectionStep {
  readonly index: number;
  /** In the direction's standard deviations. */
  readonly amount: number;
}

/** A point that a path goes through, by its seed or as it is. */
export interface Waypoint {
  readonly seed?: number;
  /** As `encodeLatent` writes it. */
  readonly latent?: string;
  /** By name. */
  readonly class: string;
  readonly directions?: readonly DirectionStep[];
}

export interface Path {
  readonly waypoints: readonly Waypoint[];
  /** Leads back to its beginning; absent where it does not. */
  readonly loop?: true;
  /**
   * One image alone, this far from the first waypoint to the second, or at the only one; absent where `n`
   * images are spread over the whole path.
   */
  readonly position?: number;
}

/** A version by name and digest. */
export interface VersionName {
  readonly model: string;
  readonly digest: string;
}

export interface Recipe {
  /** Of image 0; image `i` has `(seed + i) mod 2³²`. 0 where none is drawn from. */
  readonly seed: number;
  /** Images; of a comparison, pairs of them. */
  readonly n: number;
  /** By name; absent where image `i` is of class `i mod classes`, and for a path. */
  readonly class?: string;
  readonly truncation: number;
  /** Absent where there are none. */
  readonly directions?: readonly DirectionStep[];
  /** What images lie around, as `encodeLatent` writes it: the mean that an encoder found. */
  readonly latent?: string;
  /** How far from `latent` they lie, in [0, 1]. */
  readonly strength?: number;
  readonly path?: Path;
  /** The version that each image is compared with. */
  readonly against?: VersionName;
}
