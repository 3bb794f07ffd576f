/** The service failed (5xx), or answered with something that is not its contract. */
import { ComfyEdgeError, isComfyEdgeError } from './comfy-edge-error.ts';

export class ServerError extends ComfyEdgeError {
  override readonly name = 'ServerError';
}

export function isServerError(value: unknown): value is ServerError {
  return isComfyEdgeError(value) && value.name === 'ServerError';
}
