/**
 * The README of a published model: a model card (Mitchell et al. 2019, arXiv:1810.03993) with the
 * metadata block that the Hugging Face Hub reads (https://huggingface.co/docs/hub/model-cards), made
 * from what was recorded of the model, and of its limits what its figures show.
 */
import type { Manifest } from '@comfy-edge/model';
import type { Metrics } from '../evaluate/metrics.ts';
import type { Progress } from '../loop/learner.ts';
import { describeMachine, type RunOptions } from '../loop/run-options.ts';
import type { OutputError } from './choose-storage.ts';
import { type EdgeCost, edgeBudget } from './edge-budget.ts';
import { qualitySection } from './quality-section.ts';
import { storageTable } from './storage-table.ts';
import { trainingWeightsFile } from './training-weights.ts';

export interface CardFacts {
  readonly manifest: Manifest;
  readonly digest: string;
  readonly errors: { readonly generator: OutputError; readonly encoder: OutputError };
  readonly cost: EdgeCost;
  readonly runOptions: RunOptions;
  readonly progress: Progress;
  readonly metrics?: Metrics;
}

export function modelCard(facts: CardFacts): string {
  const { manifest, digest, errors, cost } = facts;
  const { image, classes, data, latent, networks } = manifest;
  const sections = [
    metadata(manifest),
    `# ${manifest.title}`,
    manifest.description,
    '![Samples, a row a class](sheet.png)',
    `| | |
|---|---|
| version | \`${digest}\` |
| classes | ${classes.map((name) => `\`${name}\``).join(', ')} |
| generator | latent ${latent.size} and class → ${image.height}×${image.width}×${image.channels}; ${inMillions(cost.multiplyAdds)} M multiply-adds an image (budget ${inMillions(edgeBudget.multiplyAdds)} M), ${cost.sizeBytes} bytes (budget ${edgeBudget.sizeBytes}) |
| encoder | image → mean and log variance of its latent; ${networks.encoder?.weights.sizeBytes ?? 0} bytes |`,
    '## Use',
    `\`\`\`sh
npm run generate -- --model fashion-mnist --class ${classes[0]} --seed 42   # of a folder of models/, in Node
npm run export -- models/fashion-mnist --format onnx --out out/onnx          # or tfjs, or safetensors
\`\`\``.replaceAll('fashion-mnist', slug(manifest.title)),
    `For small pictures of these classes: placeholders, textures, games, labelled images for vision models${trainingWorth(facts.metrics)}.
The same version, class and seed give the same image everywhere.`,
    '## Quality',
    qualitySection(facts),
    '## Training',
    trainingSection(facts),
    '## Data',
    `${data.name}, ${facts.runOptions.data.count} images, licence ${data.licence}, source ${linked(data.source)}${data.sha256 === undefined ? '' : `, SHA-256 of its images and labels \`${data.sha256}\``}.`,
    '## Weights',
    `Kernels are int8 with a scale an output channel where that changes the output by little enough, else
float16. An error is the root mean square of the change that storing this kernel alone makes: of the
generator in levels of 255, of the encoder in standard deviations of the prior.`,
    storageTable('generator', networks.generator),
    ...(networks.encoder ? [storageTable('encoder', networks.encoder)] : []),
    `All kernels together move the generator's pixels by ${errors.generator.mean} levels of 255 on average and ${errors.generator.max} at most, over ${errors.generator.examples} images; root mean square ${errors.generator.rms} of the generator, ${errors.encoder.rms} of the encoder.`,
    '## Limits and biases',
    `It draws the classes above at ${image.height}×${image.width} and nothing else, as its data shows them: what is rare there is rare
or missing here, and whatever imbalance of shapes, styles or people the data has, the images have too.
${flaws(facts.metrics)}A score on this data says nothing about other data. Do not take a drawn image for
evidence of anything real.`,
    '## Licence',
    `${manifest.licence}; the data under its own.`,
  ];
  return `${sections.join('\n\n')}\n`;
}

function metadata({ title, licence, data, metrics }: Manifest): string {
  const results = Object.entries({ cas: 'CAS', ganTest: 'GAN-test', cfid: 'cFID' }).flatMap(
    ([key, name]) => {
      const value = metrics[key];
      return value === undefined
        ? []
        : [`          - { type: ${key.toLowerCase()}, name: ${name}, value: ${value} }`];
    },
  );
  const index =
    results.length === 0
      ? []
      : [
          'model-index:',
          `  - name: ${JSON.stringify(title)}`,
          '    results:',
          '      - task: { type: unconditional-image-generation }',
          `        dataset: { type: ${JSON.stringify(data.name)}, name: ${JSON.stringify(data.name)} }`,
          '        metrics:',
          ...results,
        ];
  return [
    '---',
    `license: ${licence.toLowerCase()}`,
    'library_name: comfy-edge',
    'pipeline_tag: unconditional-image-generation',
    'tags: [gan, vae, class-conditional, tensorflow.js, edge]',
    `datasets: [${JSON.stringify(data.name)}]`,
    ...index,
    '---',
  ].join('\n');
}

function trainingSection({ manifest, runOptions, progress }: CardFacts): string {
  const { training } = manifest;
  const machines = [
    ...runOptions.earlier.map(
      (it) => `\`${describeMachine(it)}\` up to step ${it.upToStep}, then `,
    ),
    `\`${describeMachine(runOptions)}\``,
  ].join('');
  const parent =
    training.parent === undefined
      ? ''
      : ` It began with the weights of ${training.parent.kind} \`${training.parent.sha256}\`.`;
  return `Preset \`${training.preset}\`, seed ${training.seed}: ${training.steps} steps, ${training.images} images, ${Math.round(progress.seconds / 60)} minutes, backend ${machines}.${parent}
The whole configuration is in \`manifest.json\`. To train it again, and to go on from \`${trainingWeightsFile}\`
(the networks with nothing folded, and the discriminator) with more classes or other images:

\`\`\`sh
node -p "JSON.stringify(require('./manifest.json').training.config)" > config.json   # in this folder
npm run train -- --config config.json --data <${manifest.data.name}> --out runs/again
npm run train -- --config config.json --init-from <this folder> --data <images> --out runs/more
\`\`\``;
}

/** What the images are worth to a classifier, where that was measured. */
function trainingWorth(metrics: Metrics | undefined): string {
  if (metrics === undefined) return '';
  const { cas, casReal } = metrics;
  return ` (one trained on them alone reaches ${percent(cas / casReal)} of the accuracy of one trained on real images)`;
}

/** Empty where nothing was measured. */
function flaws(metrics: Metrics | undefined): string {
  if (metrics === undefined) return '';
  const { precision, precisionReal, recall, recallReal, protocol } = metrics;
  const quick =
    protocol.name === 'quick' ? ' These are figures of a quick look, not a result.' : '';
  return `Of its samples ${percent(precision)} lie where real images do (real: ${percent(precisionReal)}), and it reaches
${percent(recall)} of what real images show (real: ${percent(recallReal)}).${quick} `;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function slug(title: string): string {
  return title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}

function linked(source: string): string {
  return URL.canParse(source) ? `<${source}>` : source;
}

function inMillions(count: number): string {
  return (count / 1e6).toFixed(1);
}
