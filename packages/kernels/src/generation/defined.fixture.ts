/** For tests: a plan that has to be there. */
export function defined<T>(plan: T | undefined): T {
  if (plan === undefined) throw new Error('expected a plan, got none');
  return plan;
}
