/**
 * Which way is up for the metrics that the trainer publishes (`trainer/src/evaluate`). Of others, and of those
 * where nearer to real images is better than higher, an alias's policy may say it.
 */
import type { QualityRule } from '@comfy-edge/contract';

type Better = QualityRule['better'];

const higher = [
  ...['cas', 'precision', 'recall', 'coverage', 'quantized.cas'],
  ...['reconstruction.findsImage', 'reconstruction.keepsClass'],
  ...['reconstruction.variationsFindImage', 'reconstruction.variationsKeepClass'],
];
const lower = [
  ...['cfid', 'ckid', 'fid', 'kid', 'quantized.cfid', 'quantized.casLoss', 'quantized.cfidGrowth'],
  ...['quantizedMeanLevels', 'quantizedMaxLevels', 'memorization.closeShare'],
  ...['reconstruction.meanSquaredError', 'reconstruction.classMeanSquaredError'],
  ...['bytes', 'macs', 'multiplyAdds'],
];

const known = new Map<string, Better>([
  ...higher.map((metric) => [metric, 'higher'] as const),
  ...lower.map((metric) => [metric, 'lower'] as const),
]);

/** What the policy's rules say goes before what is known. */
export function betterOf(metric: string, rules: readonly QualityRule[]): Better | undefined {
  return rules.find((rule) => rule.metric === metric)?.better ?? known.get(metric);
}
