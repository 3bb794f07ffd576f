/** Whether a model and a data set fit together, asked before minutes of work. */
import type { Manifest } from '@comfy-edge/model';
import { EvaluationError } from './evaluation-error.ts';
import type { ImageSet } from './image-set.ts';
import { neighbours } from './protocol.ts';

/** @throws EvaluationError naming what differs or is missing */
export function checkSets({ classes }: Manifest, train: ImageSet, test: ImageSet): void {
  for (const [name, set] of Object.entries({ train, test })) {
    if (set.classes.join() !== classes.join()) {
      throw new EvaluationError(
        `${set.name}: expected the model's classes (${classes.join(', ')}), got ${set.classes.join(', ')}. Give the data set it was trained on with --data.`,
      );
    }
    const counts = new Uint32Array(classes.length);
    for (const label of set.labels) counts[label] = (counts[label] ?? 0) + 1;
    const poor = counts.findIndex((count) => count < 2);
    if (poor >= 0) {
      throw new EvaluationError(
        `${set.name}: expected at least 2 images of every class to ${name}, got ${counts[poor]} of ${classes[poor]}. Add images of it.`,
      );
    }
    if (set.count <= neighbours) {
      throw new EvaluationError(
        `${set.name}: expected more than ${neighbours} images to ${name}, got ${set.count}`,
      );
    }
  }
}
