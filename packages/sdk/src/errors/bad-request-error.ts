/** The request itself is wrong (400, 405, 406, 413, 415, 422): change it, as `pointer` and `code` say. */
import { ComfyEdgeError, isComfyEdgeError } from './comfy-edge-error.ts';

export class BadRequestError extends ComfyEdgeError {
  override readonly name = 'BadRequestError';
}

export function isBadRequestError(value: unknown): value is BadRequestError {
  return isComfyEdgeError(value) && value.name === 'BadRequestError';
}
