/**
 * How the images of a model's data set were brought into its size: the run's configuration says it, in the
 * manifest; where an older one does not, it was done in the usual way.
 */
import type { Manifest } from '@comfy-edge/model';
import * as v from 'valibot';
import { cropNames } from '../data/fit.ts';
import { backgroundNames, type ImageForm, imageForm } from '../data/image-form.ts';
import { filterNames } from '../data/resample-filter.ts';

const schema = v.object({
  image: v.object({
    crop: v.picklist(cropNames),
    filter: v.picklist(filterNames),
    background: v.picklist(backgroundNames),
  }),
});

export function trainedForm({ image, training }: Manifest): ImageForm {
  const { height, width, channels } = image;
  const result = v.safeParse(schema, training.config);
  return imageForm({ height, width, channels, ...(result.success ? result.output.image : {}) });
}
