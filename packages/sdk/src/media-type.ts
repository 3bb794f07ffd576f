/** Formats of images and the media types they are sent as. */
import type { components } from '@comfy-edge/contract';

type Schemas = components['schemas'];

export type Format = Schemas['GeneratedImage']['format'] | Schemas['EncodedImage']['format'];

export const mediaTypes = {
  png: 'image/png',
  webp: 'image/webp',
  jpeg: 'image/jpeg',
  npy: 'application/x-npy',
} as const satisfies Record<Format, string>;
