/** What was measured of a model, each figure beside what real images reach under the same protocol. */
import type { Manifest } from '@comfy-edge/model';
import type { Metrics } from '../evaluate/metrics.ts';
import { figureRows } from '../evaluate/report/figure-rows.ts';

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
  const { protocol, data, perClass } = metrics;
  const rows = figureRows(metrics).map(
    ({ measure, model, bound, reading }) => `| ${measure} | ${model} | ${bound} | ${reading} |`,
  );
  const classes = perClass.map(
    (it) =>
      `| ${it.name} | ${percent(it.ganTest)} | ${percent(it.realTest)} | ${it.cfid.toFixed(2)} | ${it.cfidFloor.toFixed(2)} | ${percent(it.diversity)} |`,
  );
  return `Of these very weights, by the ${protocol.name} protocol of \`npm run evaluate\`: ${protocol.images} images, ${protocol.testImages} real test images of
${data.name}. Real images under the same protocol are the bound. cFID and cKID are taken in the features of a
small classifier of this data: not comparable with Inception's.

| | model | real | |
|---|---:|---:|---|
${rows.join('\n')}

| class | GAN-test | real | cFID | floor | diversity |
|---|---:|---:|---:|---:|---:|
${classes.join('\n')}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
