/** The source article's networks at 56×56×3; otherwise as `reference-28`. */
import type { TrainConfig } from '../src/config/train-config.ts';
import { reference28 } from './reference-28.ts';

export const reference56: TrainConfig = {
  ...reference28,
  preset: 'reference-56',
  // Bilinear: enlarged hard edges would ring.
  image: { ...reference28.image, height: 56, width: 56, channels: 3, filter: 'bilinear' },
  generator: {
    kind: 'article',
    strides: [1, 2, 2, 2],
    filters: 128,
    conditionalNorm: false,
    latentSize: 100,
    embeddingSize: 10,
  },
};
