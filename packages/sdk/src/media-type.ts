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

/** What a file of several images may be, besides. */
export type FileFormat = Format | NonNullable<Schemas['InterpolateRequest']['format']>;

export const fileTypes = {
  ...mediaTypes,
  apng: 'image/apng',
  gif: 'image/gif',
} as const satisfies Record<FileFormat, string>;
