/** What was measured of a model, each figure beside what real images reach under the same protocol. */
import type { Manifest } from '@comfy-edge/model';
import type { Metrics } from './metrics-file.ts';

interface QualityFacts {
  readonly manifest: Manifest;
  readonly metrics?: Metrics;
}

/** Markdown. */
export function qualitySection({ manifest, metrics }: QualityFacts): string {
  return metrics === undefined ? cheapMeasures(manifest) : evaluation(metrics);
}

/** Those of the training run, of the float weights on few images. */
function cheapMeasures({ metrics: { cfid, ganTest } }: Manifest): string {
  if (cfid === undefined || ganTest === undefined) return 'Not measured yet: `npm run evaluate`.';
  return `Measured while training, on few images; \`npm run evaluate\` measures by the fixed protocol.

| | |
|---|---|
| GAN-test: share of samples that a classifier of real images puts into their class | ${percent(ganTest)} |
| cFID: Fréchet distance in that classifier's features (not comparable with Inception's) | ${cfid.toFixed(2)} |`;
}

function evaluation(metrics: Metrics): string {
  const { cas, casReal, ganTest, realTest, cfid, cfidFloor, quantized } = metrics;
  const rows: readonly (readonly [string, number | undefined, number | undefined, Format])[] = [
    ['CAS: accuracy on real test images of a classifier trained on samples', cas, casReal, percent],
    [
      'GAN-test: share of samples that a classifier of real images puts into their class',
      ...([ganTest, realTest, percent] as const),
    ],
    [
      "cFID: Fréchet distance in that classifier's features (not comparable with Inception's)",
      ...([cfid, cfidFloor, decimal] as const),
    ],
    ['precision', metrics.precision, undefined, decimal],
    ['recall', metrics.recall, undefined, decimal],
    ['density', metrics.density, undefined, decimal],
    ['coverage', metrics.coverage, undefined, decimal],
    ['CAS of the quantized weights', quantized?.cas, undefined, percent],
    ['cFID of the quantized weights', quantized?.cfid, undefined, decimal],
  ];
  const table = rows.flatMap(([name, value, bound, format]) =>
    value === undefined
      ? []
      : [`| ${name} | ${format(value)} | ${bound === undefined ? '' : format(bound)} |`],
  );
  return `By the fixed protocol of \`npm run evaluate\`; the last column is what real images reach under it.

| | samples | real images |
|---|---:|---:|
${table.join('\n')}${perClass(metrics)}`;
}

function perClass({ perClass = [] }: Metrics): string {
  if (perClass.length === 0) return '';
  const cell = (value: number | undefined, format: Format) =>
    value === undefined ? '' : format(value);
  const rows = perClass.map(
    ({ name, ganTest, cfid, diversity }) =>
      `| ${name} | ${cell(ganTest, percent)} | ${cell(cfid, decimal)} | ${cell(diversity, decimal)} |`,
  );
  return `\n\n| class | GAN-test | cFID | diversity |\n|---|---:|---:|---:|\n${rows.join('\n')}`;
}

type Format = (value: number) => string;

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function decimal(value: number): string {
  return value.toFixed(2);
}
