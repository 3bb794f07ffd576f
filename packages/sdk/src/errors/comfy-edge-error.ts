/**
 * The root of everything the client throws on purpose.
 *
 * Classes say what a caller does next, `code` says exactly what happened: the service's stable
 * problem code (RFC 9457, https://www.rfc-editor.org/rfc/rfc9457), or one of the client's own.
 * An abort by the caller's signal is not wrapped: it rejects with the signal's reason, as `fetch` does.
 */

/** Present on every error of the client, also when two copies of the package, or two realms, meet. */
const brand = Symbol.for('@comfy-edge/sdk/error');

export interface ComfyEdgeErrorDetails {
  /** HTTP status; absent when there was no answer. */
  readonly status?: number | undefined;
  readonly code: string;
  /** JSON pointer of the field at fault. */
  readonly pointer?: string | undefined;
  /** Path, query or header parameter at fault. */
  readonly parameter?: string | undefined;
  /** Quote it to the operator: it finds the request in the logs. */
  readonly requestId?: string | undefined;
  readonly cause?: unknown;
}

export class ComfyEdgeError extends Error {
  override readonly name: string = 'ComfyEdgeError';
  readonly status: number | undefined;
  readonly code: string;
  readonly pointer: string | undefined;
  readonly parameter: string | undefined;
  readonly requestId: string | undefined;
  readonly [brand] = true;

  constructor(message: string, details: ComfyEdgeErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.status = details.status;
    this.code = details.code;
    this.pointer = details.pointer;
    this.parameter = details.parameter;
    this.requestId = details.requestId;
  }
}

export function isComfyEdgeError(value: unknown): value is ComfyEdgeError {
  return typeof value === 'object' && value !== null && brand in value;
}
