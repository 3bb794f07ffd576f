/** Too many requests (429): wait `retryAfterMs`, then ask again. */
import {
  ComfyEdgeError,
  type ComfyEdgeErrorDetails,
  isComfyEdgeError,
} from './comfy-edge-error.ts';

export class RateLimitError extends ComfyEdgeError {
  override readonly name = 'RateLimitError';
  /** What the service asked for; absent when it named no time. */
  readonly retryAfterMs: number | undefined;

  constructor(
    message: string,
    details: ComfyEdgeErrorDetails & { readonly retryAfterMs: number | undefined },
  ) {
    super(message, details);
    this.retryAfterMs = details.retryAfterMs;
  }
}

export function isRateLimitError(value: unknown): value is RateLimitError {
  return isComfyEdgeError(value) && value.name === 'RateLimitError';
}
