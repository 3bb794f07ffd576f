/** The key is good and its scopes are not enough (403). */
import { ComfyEdgeError, isComfyEdgeError } from './comfy-edge-error.ts';

export class PermissionError extends ComfyEdgeError {
  override readonly name = 'PermissionError';
}

export function isPermissionError(value: unknown): value is PermissionError {
  return isComfyEdgeError(value) && value.name === 'PermissionError';
}
