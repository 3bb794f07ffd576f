/**
 * In which order an epoch visits its examples.
 *
 * The whole set is shuffled (Fisher and Yates), which is the article's shuffle buffer of 60,000 for
 * 60,000 images. Class-balanced order takes one example of every class in turn, the classes of each
 * round in random order and smaller classes repeated (reshuffled) until the largest has been seen
 * once: oversampling, as in Buda et al. 2018, arXiv:1710.05381.
 */
import type { RandomStream } from '@comfy-edge/model';

export interface EpochOrderOptions {
  readonly labels: ArrayLike<number>;
  readonly classBalanced: boolean;
  readonly random: RandomStream;
}

/** How many examples one epoch visits. */
export function epochLength(labels: ArrayLike<number>, classBalanced: boolean): number {
  if (!classBalanced) return labels.length;
  const sizes = membersByClass(labels).map((members) => members.length);
  return sizes.length * Math.max(...sizes);
}

/** Indices into the data set, in the order of one epoch. */
export function epochOrder({ labels, classBalanced, random }: EpochOrderOptions): Uint32Array {
  if (classBalanced) return balancedOrder(labels, random);
  const order = Uint32Array.from({ length: labels.length }, (_, index) => index);
  random.shuffle(order);
  return order;
}

function balancedOrder(labels: ArrayLike<number>, random: RandomStream): Uint32Array {
  const classes = membersByClass(labels);
  const rounds = Math.max(...classes.map((members) => members.length));
  const turns = Uint32Array.from(classes, (_, index) => index);
  const order = new Uint32Array(rounds * classes.length);
  for (let round = 0; round < rounds; round++) {
    random.shuffle(turns);
    turns.forEach((turn, place) => {
      const members = classes[turn] ?? new Uint32Array(1);
      const at = round % members.length;
      if (at === 0) random.shuffle(members);
      order[round * classes.length + place] = members[at] ?? 0;
    });
  }
  return order;
}

/** The examples of every class that has any. */
function membersByClass(labels: ArrayLike<number>): readonly Uint32Array[] {
  const members = new Map<number, number[]>();
  for (let index = 0; index < labels.length; index++) {
    const label = labels[index] ?? 0;
    const list = members.get(label) ?? [];
    list.push(index);
    members.set(label, list);
  }
  return [...members]
    .sort(([left], [right]) => left - right)
    .map(([, list]) => Uint32Array.from(list));
}
