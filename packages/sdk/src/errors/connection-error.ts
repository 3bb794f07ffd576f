/** There was no complete answer: unreachable, refused, or cut off in the middle. */
import { ComfyEdgeError, isComfyEdgeError } from './comfy-edge-error.ts';

export class ConnectionError extends ComfyEdgeError {
  override readonly name = 'ConnectionError';
}

export function isConnectionError(value: unknown): value is ConnectionError {
  return isComfyEdgeError(value) && value.name === 'ConnectionError';
}
