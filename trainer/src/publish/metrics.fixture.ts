/** Figures as an evaluation leaves them; made up. */
import type { Metrics } from '../evaluate/metrics.ts';

export function someMetrics(generatorSha256: string): Metrics {
  return {
    protocol: { version: 1, name: 'quick', images: 100, testImages: 50 },
    model: { title: 'Tiny', generator: generatorSha256, encoder: null },
    data: { name: 'tiny', train: 'a', test: 'b' },
    ...{ cas: 0.881, casReal: 0.907, ganTest: 0.92, realTest: 0.91 },
    ...{ cfid: 2.5, cfidFloor: 0.5, ckid: 0.01, ckidFloor: 0 },
    ...{ precision: 0.7, precisionReal: 0.75, recall: 0.6, recallReal: 0.75 },
    ...{ density: 1.1, densityReal: 1, coverage: 0.9, coverageReal: 0.97 },
    perClass: [
      {
        ...{ name: 'bag', ganTest: 0.99, realTest: 0.98, cfid: 3, cfidFloor: 1 },
        ...{ cas: 0.95, casReal: 0.97, diversity: 0.95, diversityReal: 1 },
      },
    ],
    memorization: { images: 100, nearest: 7.2, nearestReal: 7, closeShare: 0.01 },
    reconstruction: null,
    quantized: {
      ...{ cas: 0.881, cfid: 2.5, floatCas: null, floatCfid: null },
      ...{ casLoss: null, cfidGrowth: null },
    },
    ...{ macs: 1000, bytes: 2000 },
  };
}
