/**
 * The one error of this package: a graph, weights, a file or a manifest is not what it must be.
 *
 * Everything that is parsed here may come from strangers, so callers branch on `code` (to answer a
 * request, to try another version) and show `message`, which says what was expected and what came.
 */

/** Which kind of data was refused. Stable: part of the public interface. */
export type ModelErrorCode =
  | 'graph_invalid'
  | 'weights_invalid'
  | 'safetensors_invalid'
  | 'manifest_invalid'
  | 'statement_invalid';

const maxMessageLength = 400;

export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly code: ModelErrorCode;

  constructor(code: ModelErrorCode, message: string, options?: ErrorOptions) {
    super(
      message.length > maxMessageLength ? `${message.slice(0, maxMessageLength)}…` : message,
      options,
    );
    this.code = code;
  }
}
