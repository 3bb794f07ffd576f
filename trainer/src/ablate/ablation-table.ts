/** The ladder's figures as a page of Markdown, with the protocol they were made by. */
import type { RungOutcome } from './rung-record.ts';

export interface AblationRow {
  readonly name: string;
  readonly change: string;
  readonly branch: boolean;
  /** Of the generator, an image. */
  readonly multiplyAdds: number;
  readonly outcome: RungOutcome;
}

export interface Ablation {
  readonly budgetImages: number;
  readonly measuredImages: number;
  readonly seed: number;
  readonly data: string;
  readonly workers: number;
  /** E.g. `AMD EPYC 7763`. */
  readonly processor: string;
  /** ISO 8601. */
  readonly date: string;
  readonly commit: string;
  /** What a person types to have it again. */
  readonly command: string;
  readonly rows: readonly AblationRow[];
}

const heading = [
  'rung',
  'change',
  'generator, M multiply-adds',
  'cFID ↓',
  'GAN-test',
  'reconstruction error ↓',
  'images/s',
];

export function ablationPage(ablation: Ablation): string {
  const { budgetImages, measuredImages, seed, data, workers, processor, date, commit } = ablation;
  return `<!-- Written by npm run ablate; do not edit. -->
# What each addition brings

Each rung keeps the changes of the rungs above it. All are trained on the same ${budgetImages.toLocaleString('en')} images
of ${data} in the same order, from seed ${seed}, and measured alike over ${measuredImages.toLocaleString('en')} samples of the averaged
generator. A rung marked + hangs on the last unmarked one.

${table(ablation.rows)}

cFID and GAN-test are those of a small classifier trained for this table (see
\`trainer/src/evaluate\`); they can be compared with each other, not with figures of
\`npm run evaluate\` or of papers. Reconstruction error is the mean squared difference of values in
[-1, 1]. The budget is small and there is one seed: differences of a tenth are noise, and what slows
learning at first may still win in the end. Equal are images, not seconds: the last column says what
a rung took, whatever else the machine had to do meanwhile.

Made on ${date.slice(0, 10)} at commit ${commit.slice(0, 12)} with ${workers === 1 ? 'one worker' : `${workers} workers`} on ${processor}:

\`\`\`
${ablation.command}
\`\`\`
`;
}

function table(rows: readonly AblationRow[]): string {
  const lines = rows.map((row) => `| ${cells(row).join(' | ')} |`);
  return [`| ${heading.join(' | ')} |`, `|${'---|'.repeat(heading.length)}`, ...lines].join('\n');
}

function cells({ name, change, branch, multiplyAdds, outcome }: AblationRow): string[] {
  const first = [`${branch ? '+ ' : ''}${name}`, change, (multiplyAdds / 1e6).toFixed(1)];
  if (outcome.kind === 'stopped') {
    return [...first, `stopped: ${outcome.message.replaceAll(/[|\n]+/g, ' ')}`, '', '', ''];
  }
  const { cfid, ganTest, reconstructionError, images, seconds } = outcome;
  return [
    ...first,
    cfid.toFixed(2),
    `${(100 * ganTest).toFixed(1)} %`,
    reconstructionError.toFixed(3),
    (images / seconds).toFixed(0),
  ];
}
