/**
 * How two sets of features overlap, each seen as the balls around its vectors that reach to their
 * k-th nearest neighbours of the same set:
 *
 * - **precision**: share of generated vectors inside a real ball (is it plausible?), **recall**: share
 *   of real vectors inside a generated ball (is everything there?). Kynkäänniemi et al. 2019,
 *   arXiv:1904.06991.
 * - **density**: how many real balls hold a generated vector, over k; above 1 where samples crowd the
 *   dense parts. **coverage**: share of real balls that hold a generated vector. Neither is moved by
 *   one outlier's huge ball, as precision and recall are. Naeem et al. 2020, arXiv:2002.09797; two
 *   samples of one distribution have density 1 and coverage 1 − 2⁻ᵏ.
 *
 * All four depend on the counts: compare equal ones only. A vector on a ball's surface is inside.
 */
import { squaredDistances, squaredNeighbourDistances } from './distances.ts';
import { countOf, type Vectors } from './vectors.ts';

export interface Overlap {
  readonly precision: number;
  readonly recall: number;
  readonly density: number;
  readonly coverage: number;
}

/** @throws RangeError where a set has k vectors or fewer */
export async function manifoldOverlap(
  real: Vectors,
  generated: Vectors,
  k: number,
): Promise<Overlap> {
  const realRadii = await squaredNeighbourDistances(real, k);
  const generatedRadii = await squaredNeighbourDistances(generated, k);
  const [realCount, generatedCount] = [countOf(real), countOf(generated)];
  let plausible = 0;
  let ballsAround = 0;
  const held = new Uint8Array(realCount);
  const covered = new Uint8Array(realCount);
  for await (const { first, rows, squared } of squaredDistances(generated, real)) {
    for (let row = 0, at = 0; row < rows; row++) {
      const radius = generatedRadii[first + row] ?? 0;
      let balls = 0;
      for (let index = 0; index < realCount; index++, at++) {
        const distance = squared[at] ?? 0;
        if (distance <= radius) held[index] = 1;
        if (distance <= (realRadii[index] ?? 0)) {
          covered[index] = 1;
          balls += 1;
        }
      }
      if (balls > 0) plausible += 1;
      ballsAround += balls;
    }
  }
  return {
    precision: plausible / generatedCount,
    recall: ones(held) / realCount,
    density: ballsAround / (k * generatedCount),
    coverage: ones(covered) / realCount,
  };
}

function ones(flags: Uint8Array): number {
  return flags.reduce((sum, flag) => sum + flag, 0);
}
