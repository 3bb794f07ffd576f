/** The one form into which every image of a data set is brought, and the choices on the way. */
import { type CropName, cropNames } from './fit.ts';
import { type FilterName, filterNames } from './resample-filter.ts';

export interface RasterSize {
  readonly height: number;
  readonly width: number;
  /** 1 = gray, 3 = RGB. */
  readonly channels: number;
}

export const backgroundNames = ['white', 'black'] as const;

export interface ImageForm extends RasterSize {
  readonly crop: CropName;
  readonly filter: FilterName;
  /** Behind transparent pixels and beside letterboxed images. */
  readonly background: (typeof backgroundNames)[number];
}

/** A size with the usual choices. */
export function imageForm(
  size: RasterSize & Partial<Omit<ImageForm, keyof RasterSize>>,
): ImageForm {
  return { crop: cropNames[0], filter: filterNames[0], background: backgroundNames[0], ...size };
}
