/** No such model, version, alias or blob (404, 410). */
import { ComfyEdgeError, isComfyEdgeError } from './comfy-edge-error.ts';

export class NotFoundError extends ComfyEdgeError {
  override readonly name = 'NotFoundError';
}

export function isNotFoundError(value: unknown): value is NotFoundError {
  return isComfyEdgeError(value) && value.name === 'NotFoundError';
}
