/** Everything that was found, in the form in which it is written down. */
import { countMultiplyAdds } from '@comfy-edge/model';
import type { Accuracy } from './classifier.ts';
import { agreement, type FeatureSet } from './feature-set.ts';
import type { ImageSet } from './image-set.ts';
import type { Memorization } from './memorization.ts';
import type { Metrics } from './metrics.ts';
import { type Protocol, protocolVersion } from './protocol.ts';
import type { ReconstructionMeasures } from './reconstruction.ts';
import type { Comparison } from './set-comparison.ts';
import type { Subject } from './subject.ts';

export interface Findings {
  readonly subject: Subject;
  readonly protocol: Protocol;
  readonly train: ImageSet;
  readonly test: ImageSet;
  /** Accuracy of each classifier trained on synthetic images. */
  readonly scores: readonly Accuracy[];
  /** The same of those trained on real images. */
  readonly realScores: readonly Accuracy[];
  readonly judgedTest: FeatureSet;
  readonly judgedSynthetic: FeatureSet;
  /** Of the synthetic images with the test images. */
  readonly comparison: Comparison;
  /** Of the training images with the test images. */
  readonly bound: Comparison;
  readonly memorization: Memorization;
  readonly reconstruction:
    | (ReconstructionMeasures & { readonly nearestSquaredError: number })
    | undefined;
  /** Of the weights before quantization. */
  readonly float: { readonly scores: readonly Accuracy[]; readonly cfid: number } | undefined;
}

export function metricsOf(findings: Findings): Metrics {
  const { subject, protocol, train, test, comparison, bound, judgedTest, judgedSynthetic } =
    findings;
  const { manifest } = subject;
  const { generator, encoder } = manifest.networks;
  const cas = score(findings.scores);
  const floatCas = findings.float ? score(findings.float.scores) : null;
  const floatCfid = findings.float?.cfid ?? null;
  return {
    protocol: {
      version: protocolVersion,
      name: protocol.name,
      images: train.count,
      testImages: test.count,
    },
    model: {
      title: manifest.title,
      generator: generator.weights.sha256,
      encoder: encoder?.weights.sha256 ?? null,
    },
    data: { name: manifest.data.name, train: train.sha256, test: test.sha256 },
    cas,
    casReal: score(findings.realScores),
    ganTest: agreement(judgedSynthetic),
    realTest: agreement(judgedTest),
    cfid: comparison.cfid,
    cfidFloor: bound.cfid,
    ckid: comparison.ckid,
    ckidFloor: bound.ckid,
    precision: comparison.precision,
    precisionReal: bound.precision,
    recall: comparison.recall,
    recallReal: bound.recall,
    density: comparison.density,
    densityReal: bound.density,
    coverage: comparison.coverage,
    coverageReal: bound.coverage,
    perClass: manifest.classes.map((name, label) => ({
      name,
      cas: score(findings.scores, label),
      casReal: score(findings.realScores, label),
      ganTest: agreement(judgedSynthetic, label),
      realTest: agreement(judgedTest, label),
      cfid: comparison.byClass[label]?.cfid ?? Number.NaN,
      cfidFloor: bound.byClass[label]?.cfid ?? Number.NaN,
      diversity: comparison.byClass[label]?.diversity ?? Number.NaN,
      diversityReal: bound.byClass[label]?.diversity ?? Number.NaN,
    })),
    memorization: findings.memorization,
    reconstruction: findings.reconstruction ?? null,
    quantized: {
      cas,
      cfid: comparison.cfid,
      floatCas,
      floatCfid,
      casLoss: floatCas === null ? null : floatCas - cas,
      cfidGrowth: floatCfid === null ? null : comparison.cfid / floatCfid - 1,
    },
    macs: countMultiplyAdds(generator.graph),
    bytes: generator.weights.sizeBytes,
  };
}

/** The mean over classifiers, of all test images or of one class. */
function score(accuracies: readonly Accuracy[], label?: number): number {
  const values = accuracies.map(({ whole, byClass }) =>
    label === undefined ? whole : (byClass[label] ?? Number.NaN),
  );
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
