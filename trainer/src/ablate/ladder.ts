/**
 * From the source article's training to ours, one named change after the other. Each rung keeps what
 * the ones before it brought; a branch hangs on the last rung and shows what else can be switched on.
 *
 * The article's networks stand at a quarter of their width, so that a rung takes minutes, not hours;
 * everything else of the first rung is `reference-28`.
 */

export interface Rung {
  /** Of its run's folder, too. */
  readonly name: string;
  /** What a reader of the table is told. */
  readonly change: string;
  /** As `--set` takes them. */
  readonly overrides: readonly string[];
  /** Whether later rungs leave it out. */
  readonly branch?: true;
}

export const ladderPreset = 'reference-28';

export const ladder: readonly Rung[] = [
  {
    name: 'article',
    change: '`reference-28`, a quarter as wide',
    overrides: ['generator.filters=32', 'encoder.widths=[16,32]', 'discriminator.widths=[16,32]'],
  },
  {
    name: 'steps',
    change: 'many small steps at a high rate, two time scales, falling to the end',
    overrides: [
      'batches=[{"from":0,"size":32},{"from":0.3,"size":64}]',
      'optimizer.generatorRate=1e-3',
      'optimizer.discriminatorRate=2e-3',
      'optimizer.encoderRate=1e-3',
      'optimizer.beta1=0',
      'optimizer.beta2=0.99',
      'optimizer.warmupSteps=100',
      'optimizer.holdUntil=0.45',
      'optimizer.finalRate=0.02',
    ],
  },
  {
    name: 'hinge-spectral',
    change: 'hinge loss and spectral normalization instead of dropout',
    overrides: ['adversarial=hinge', 'discriminator.spectralNorm=true', 'discriminator.dropout=0'],
  },
  {
    name: 'projection',
    change: 'the class by projection instead of as channels',
    overrides: ['discriminator.classBy=projection'],
  },
  {
    name: 'conditional-norm',
    change: 'class-conditional batch normalization',
    overrides: ['generator.conditionalNorm=true'],
  },
  {
    name: 'encoder-apart',
    change:
      'reconstructions no longer judged nor the generator’s concern; the encoder every 8th step',
    overrides: [
      'vae.judged=false',
      'vae.gamma=0',
      'vae.schedule=[{"from":0,"every":8}]',
      'vae.klWarmup=0.05',
      'vae.features=20',
      'vae.pixels=4',
    ],
  },
  {
    name: 'residual-generator',
    change: 'a generator that refines every resolution by a 3×3 convolution',
    overrides: [
      'generator={"kind":"residual","widths":[96,48,24],"fine":true,"conditionalNorm":true,"latentSize":64,"embeddingSize":10}',
    ],
  },
  {
    name: 'deep-discriminator',
    change:
      'a wider discriminator with residual convolutions that sees how much each class differs',
    overrides: [
      'discriminator.widths=[48,96,160]',
      'discriminator.kernel=4',
      'discriminator.slope=0.2',
      'discriminator.refine=[false,true,true]',
      'discriminator.batchStandardDeviation=true',
    ],
  },
  {
    name: 'joint-tail',
    change:
      'reconstructions judged and the generator’s concern in the last third, from a warm start',
    overrides: ['vae.judged=true', 'vae.gamma=0.1', 'vae.jointFrom=0.67'],
    branch: true,
  },
  {
    name: 'r1',
    change: 'lazy R1',
    overrides: ['r1.gamma=0.1', 'r1.every=16'],
    branch: true,
  },
  {
    name: 'augmented',
    change: 'differentiable augmentation, translation and cutout, half of the time',
    overrides: ['variation.kinds=["translation","cutout"]', 'variation.probability=0.5'],
    branch: true,
  },
];

/** Every override of a rung, those of the rungs below it included. */
export function overridesOf(name: string, rungs = ladder): readonly string[] {
  const at = rungs.findIndex((rung) => rung.name === name);
  return rungs
    .slice(0, at + 1)
    .filter((rung, index) => rung.branch === undefined || index === at)
    .flatMap(({ overrides }) => overrides);
}
