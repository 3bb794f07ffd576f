/**
 * What is drawn for one batch before the discriminator sees it: plain numbers, one row an image, from a
 * random stream of the run, so that a resumed run draws the same. Ranges: Zhao et al. 2020,
 * arXiv:2006.10738 (DiffAugment). Each kind is applied to an image with a probability of its own
 * accord (Karras et al. 2020, arXiv:2006.06676), not to all as in DiffAugment.
 */
import type { RandomStream } from '@comfy-edge/model';
import type { ImageSize } from '../networks/generator.ts';

export const variationKinds = ['translation', 'cutout', 'colour'] as const;

type VariationKind = (typeof variationKinds)[number];

/** Of one image; the identity is no shift, no hole, nothing added, factors of one. */
export interface Variation {
  /** Whole pixels down and to the right. */
  readonly shift: readonly [down: number, right: number];
  /** The square that is blanked; it may reach over the edge. */
  readonly hole: { readonly top: number; readonly left: number; readonly side: number };
  /** Added to every value. */
  readonly brightness: number;
  /** Factor of each channel's distance from the pixel's mean. */
  readonly saturation: number;
  /** Factor of each value's distance from the image's mean. */
  readonly contrast: number;
}

/** Largest shift, as a share of the image's side. */
const largestShift = 1 / 8;
/** Side of the blanked square, as a share of the image's. */
const holeSide = 1 / 2;

export interface DrawOptions {
  readonly kinds: readonly VariationKind[];
  /** Of each kind for each image, in [0, 1]. */
  readonly probability: number;
}

export function drawVariations(
  count: number,
  { height, width }: ImageSize,
  { kinds, probability }: DrawOptions,
  random: RandomStream,
): readonly Variation[] {
  const happens = (kind: VariationKind) => kinds.includes(kind) && random.uniform() < probability;
  const within = (most: number) => random.integer(2 * most + 1) - most;
  return Array.from({ length: count }, () => {
    const shift = happens('translation')
      ? ([
          within(Math.round(height * largestShift)),
          within(Math.round(width * largestShift)),
        ] as const)
      : ([0, 0] as const);
    const hole = happens('cutout') ? drawHole(height, width, random) : { top: 0, left: 0, side: 0 };
    const coloured = happens('colour');
    return {
      shift,
      hole,
      brightness: coloured ? random.uniform() - 0.5 : 0,
      saturation: coloured ? 2 * random.uniform() : 1,
      contrast: coloured ? 0.5 + random.uniform() : 1,
    };
  });
}

/** Its centre is anywhere in the image. */
function drawHole(height: number, width: number, random: RandomStream): Variation['hole'] {
  const side = Math.round(Math.min(height, width) * holeSide);
  const from = (length: number) => random.integer(length) - Math.floor(side / 2);
  return { top: from(height), left: from(width), side };
}
