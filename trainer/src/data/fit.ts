/**
 * How an image of other proportions comes into the networks' size: cropped around its centre,
 * shrunk whole between two bars, or stretched.
 */
import type { Span } from './resample-filter.ts';

export const cropNames = ['centre', 'letterbox', 'stretch'] as const;
export type CropName = (typeof cropNames)[number];

interface Extent {
  readonly height: number;
  readonly width: number;
}

export interface Fit {
  /** The part of the source that is shown; its edges may lie between pixels. */
  readonly rows: Span;
  readonly columns: Span;
  /** Where it comes to lie in the target, in whole pixels; around it is background. */
  readonly target: Extent & { readonly top: number; readonly left: number };
}

export function fitImage(from: Extent, to: Extent, crop: CropName): Fit {
  const whole = { top: 0, left: 0, height: to.height, width: to.width };
  const rows = { start: 0, length: from.height };
  const columns = { start: 0, length: from.width };
  const vertical = from.height / to.height;
  const horizontal = from.width / to.width;
  switch (crop) {
    case 'stretch':
      return { rows, columns, target: whole };
    case 'centre': {
      const scale = Math.min(vertical, horizontal);
      return {
        rows: centred(from.height, to.height * scale),
        columns: centred(from.width, to.width * scale),
        target: whole,
      };
    }
    case 'letterbox': {
      const scale = Math.max(vertical, horizontal);
      const height = Math.max(1, Math.round(from.height / scale));
      const width = Math.max(1, Math.round(from.width / scale));
      const top = Math.floor((to.height - height) / 2);
      const left = Math.floor((to.width - width) / 2);
      return { rows, columns, target: { top, left, height, width } };
    }
    default:
      return crop satisfies never;
  }
}

function centred(whole: number, length: number): Span {
  return { start: (whole - length) / 2, length };
}
