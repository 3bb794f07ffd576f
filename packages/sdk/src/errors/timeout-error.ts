/** An attempt took longer than its `timeoutMs`, or the service gave up waiting (408). */
import { ComfyEdgeError, isComfyEdgeError } from './comfy-edge-error.ts';

export class TimeoutError extends ComfyEdgeError {
  override readonly name = 'TimeoutError';
}

export function isTimeoutError(value: unknown): value is TimeoutError {
  return isComfyEdgeError(value) && value.name === 'TimeoutError';
}
