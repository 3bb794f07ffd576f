/** A model, data set or option that cannot be evaluated; the message says what was expected. */
export class EvaluationError extends Error {
  override readonly name = 'EvaluationError';
}
