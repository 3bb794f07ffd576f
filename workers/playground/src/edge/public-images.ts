/**
 * Whether a deployment opens its images to everybody (`PUBLIC_IMAGES`): no operation says so, and asking for
 * one image without a key does.
 */
import type { ComfyEdge, ModelVersion } from '@comfy-edge/sdk';
import { AddressError, readAddress } from './read-address.ts';

/** @throws AddressError where it is not to be found out */
export async function findPublicImages(
  edge: ComfyEdge,
  { model, digest, classes }: ModelVersion,
  signal: AbortSignal,
): Promise<boolean> {
  const [name] = classes;
  const url = edge.images.url({
    model,
    digest,
    seed: 0,
    truncation: 0,
    ...(name && { class: name }),
  });
  try {
    await readAddress(url, undefined, signal);
    return true;
  } catch (error) {
    if (error instanceof AddressError && (error.status === 401 || error.status === 403))
      return false;
    throw error;
  }
}
