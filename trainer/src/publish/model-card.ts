/** The README of a published model (Mitchell et al. 2019, arXiv:1810.03993), made from its manifest. */
import type { Manifest } from '@comfy-edge/model';
import type { OutputDifference } from './output-difference.ts';

export interface CardFacts {
  readonly manifest: Manifest;
  readonly digest: string;
  readonly difference: OutputDifference;
  /** That trained it. */
  readonly backend: string;
}

export function modelCard({ manifest, digest, difference, backend }: CardFacts): string {
  const { image, classes, data, training, metrics, networks } = manifest;
  const { cfid, ganTest } = metrics;
  const quality =
    cfid === undefined || ganTest === undefined
      ? []
      : [
          `| GAN-test: share of samples that a classifier of real images puts into their class | ${(100 * ganTest).toFixed(1)} % |`,
          `| cFID: Fréchet distance in that classifier's features (not comparable with Inception's) | ${cfid.toFixed(2)} |`,
        ];
  return `# ${manifest.title}

${manifest.description}

![Samples, a row a class](sheet.png)

| | |
|---|---|
| version | \`${digest}\` |
| image | ${image.height}×${image.width}×${image.channels} |
| classes | ${classes.map((name) => `\`${name}\``).join(', ')} |
| generator | ${millions(metrics.multiplyAdds ?? 0)} M multiply-adds an image, ${kib(networks.generator.weights.sizeBytes)} KiB |
| encoder | ${kib(networks.encoder?.weights.sizeBytes ?? 0)} KiB |
| quantized against float | ${difference.meanLevels} of 255 levels on average, ${difference.maxLevels} at most, over ${difference.images} images |
${quality.map((row) => `${row}\n`).join('')}
## Training

Preset \`${training.preset}\`, seed ${training.seed}: ${training.steps} steps, ${training.images} images, backend \`${backend}\`.
The whole configuration is in \`manifest.json\`.

## Data

${data.name}, licence ${data.licence}, source ${linked(data.source)}.

## Limits

Small images of the classes above and of nothing else. What is rare in the data is rare or missing here;
some samples are blotched or ragged.

## Licence

${manifest.licence}; the data under its own.
`;
}

function linked(source: string): string {
  return URL.canParse(source) ? `<${source}>` : source;
}

function millions(count: number): string {
  return (count / 1e6).toFixed(1);
}

function kib(bytes: number): string {
  return (bytes / 1024).toFixed(0);
}
