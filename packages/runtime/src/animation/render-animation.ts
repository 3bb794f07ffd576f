/** Images as the frames of an animation that plays for ever, in the format and size that was asked for. */
import type { Codecs } from '../codecs/codecs.ts';
import type { Image } from '../pixels.ts';
import { resizeImage } from '../resize/resize-image.ts';
import { assembleWebp } from './animated-webp.ts';
import { encodeApng } from './apng.ts';
import { checkFrames } from './check-frames.ts';
import { encodeGif } from './gif.ts';

/** Every format with its media type. */
export const animationTypes = {
  apng: 'image/apng',
  gif: 'image/gif',
  webp: 'image/webp',
} as const;
export type AnimationFormat = keyof typeof animationTypes;

export interface Animation {
  readonly format: AnimationFormat;
  /** How long each frame is shown. */
  readonly frameMs: number;
  /** 1 to 100: makes WebP lossy; of no use elsewhere. */
  readonly quality?: number;
  /** As of stills. */
  readonly size?: number;
  readonly resampling?: 'nearest' | 'lanczos';
}

export interface RenderedAnimation {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mediaType: (typeof animationTypes)[AnimationFormat];
  /** The frames' pixels, one after the other. */
  readonly samples: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/**
 * @param images one or more of one size
 * @throws RangeError for none, for sizes that differ or cannot be had, for a time that is none
 */
export async function renderAnimation(
  images: readonly Image[],
  animation: Animation,
  codecs: Codecs,
): Promise<RenderedAnimation> {
  checkFrames(images);
  const frames = images.map((image) => resizeImage(image, animation));
  const [{ width, height, pixels }] = frames as [Image];
  const samples = new Uint8Array(frames.length * pixels.length);
  frames.forEach((frame, i) => void samples.set(frame.pixels, i * pixels.length));
  const bytes = await encode(frames, animation, codecs);
  return { bytes, samples, mediaType: animationTypes[animation.format], width, height };
}

async function encode(
  frames: readonly Image[],
  { format, frameMs, quality }: Animation,
  codecs: Codecs,
): Promise<Uint8Array<ArrayBuffer>> {
  switch (format) {
    case 'apng':
      return encodeApng(frames, { frameMs });
    case 'gif':
      return encodeGif(frames, frameMs);
    case 'webp': {
      const stills: Uint8Array[] = [];
      for (const frame of frames) stills.push(await codecs.encodeWebp(frame, quality));
      return assembleWebp(stills, frames[0] as Image, frameMs);
    }
    default:
      return format satisfies never;
  }
}
