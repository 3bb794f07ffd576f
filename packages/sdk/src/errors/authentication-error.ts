/** The key is missing, unknown or revoked (401): get another. */
import { ComfyEdgeError, isComfyEdgeError } from './comfy-edge-error.ts';

export class AuthenticationError extends ComfyEdgeError {
  override readonly name = 'AuthenticationError';
}

export function isAuthenticationError(value: unknown): value is AuthenticationError {
  return isComfyEdgeError(value) && value.name === 'AuthenticationError';
}
