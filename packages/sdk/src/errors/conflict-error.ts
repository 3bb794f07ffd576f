/** Another writer was first, or the request lacks its condition (409, 412, 428): read again, then decide. */
import { ComfyEdgeError, isComfyEdgeError } from './comfy-edge-error.ts';

export class ConflictError extends ComfyEdgeError {
  override readonly name = 'ConflictError';
}

export function isConflictError(value: unknown): value is ConflictError {
  return isComfyEdgeError(value) && value.name === 'ConflictError';
}
