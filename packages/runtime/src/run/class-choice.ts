/**
 * Which rows of a network's class-dependent numbers a run takes: those of a class, or rows between those
 * of two. In the published graph a class is nothing but rows of gains, biases and embeddings
 * (`plan/class-row.ts`), so a point between two classes is the same point between their rows (as Brock et
 * al. 2019, arXiv:1809.11096, figure 8, go between class embeddings).
 */

/** `(1 − amount) · from + amount · to`, row by row. */
export interface ClassBlend {
  /** Index of a class. */
  readonly from: number;
  readonly to: number;
  /** In [0, 1]. */
  readonly amount: number;
}

/** The index of a class, or a point between two. */
export type ClassChoice = number | ClassBlend;

/** @throws RangeError for a class that is none and an amount outside [0, 1] */
export function checkClassChoice(choice: ClassChoice, classCount: number): void {
  if (typeof choice === 'number') {
    checkClass(choice, classCount);
    return;
  }
  checkClass(choice.from, classCount);
  checkClass(choice.to, classCount);
  if (choice.amount >= 0 && choice.amount <= 1) return;
  throw new RangeError(`expected an amount in [0, 1], got ${choice.amount}`);
}

function checkClass(classIndex: number, classCount: number): void {
  if (Number.isInteger(classIndex) && classIndex >= 0 && classIndex < classCount) return;
  throw new RangeError(`expected a class in [0, ${classCount - 1}], got ${classIndex}`);
}
