/** The media type of an answer, or the problem that lists those there are. */

import { negotiate } from './negotiate.ts';
import { ProblemError } from './problem-error.ts';
import { showValue } from './show-value.ts';

/** @throws ProblemError `not_acceptable` */
export function chooseMediaType<T extends string>(
  accept: string | undefined,
  offered: readonly T[],
): T {
  const chosen = negotiate(accept, offered);
  if (chosen !== undefined) return chosen;
  throw new ProblemError(
    'not_acceptable',
    `expected one of ${offered.join(', ')}, got ${showValue(accept)}`,
    { parameter: 'Accept' },
  );
}
