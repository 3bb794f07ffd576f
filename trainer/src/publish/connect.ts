/** A client of the API from what a person typed. */
import { ComfyEdge } from '@comfy-edge/sdk';
import { ConfigError } from '../config/train-config.ts';

/** @throws ConfigError if the URL or the key cannot be right */
export function connect(baseUrl: string, apiKey?: string): ComfyEdge {
  try {
    return new ComfyEdge({ baseUrl, apiKey });
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    throw new ConfigError(cause.message, { cause });
  }
}
