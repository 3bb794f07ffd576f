/**
 * One screen of a running run, as text: where it is, how fast, the losses of each network with their
 * course, and the measures of its epochs. Drawn again and again by `live-screen.ts`.
 */
import { styleText } from 'node:util';
import { duration } from './duration.ts';
import type { Reading } from './run-meter.ts';
import { sparkline } from './sparkline.ts';

export interface RunTitle {
  readonly preset: string;
  readonly data: string;
  readonly backend: string;
  readonly path: string;
  readonly epochs: number;
}

export interface FrameContent {
  readonly title: RunTitle;
  readonly reading: Reading;
  /** Earlier values of each network's `total`, oldest first. */
  readonly courses: ReadonlyMap<string, readonly number[]>;
  /** The measured epochs, oldest first. */
  readonly measured: readonly {
    readonly epoch: number;
    readonly cfid: number;
    readonly ganTest: number;
  }[];
}

const nameWidth = 15;

export function frameOf(
  { title, reading, courses, measured }: FrameContent,
  columns: number,
): string {
  const width = Math.min(columns, 100) - 1;
  const sparkWidth = columns < 100 ? 12 : 24;
  return [
    '',
    `${bold(title.preset)} ${dim(`· ${title.data} · ${title.backend} · ${title.path}`)}`,
    progressLine(title, reading, width),
    paceLine(reading),
    '',
    ...lossLines(reading.scalars, courses, width, sparkWidth),
    ...measureLines(measured, sparkWidth),
    dim('Ctrl-C stops with a checkpoint'),
  ].join('\n');
}

function progressLine(
  { epochs }: RunTitle,
  { epoch, images, totalImages }: Reading,
  width: number,
) {
  const share = images / totalImages;
  const before = `epoch ${epoch} of ${epochs}  `;
  const after = `  ${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;
  const room = Math.max(10, width - before.length - after.length);
  return `${before}${progressBar(share, room)}${after}`;
}

export function progressBar(share: number, width: number): string {
  const full = Math.round(Math.min(1, share) * width);
  return `${styleText('green', '━'.repeat(full))}${dim('─'.repeat(width - full))}`;
}

function paceLine({ images, totalImages, imagesPerSecond, secondsLeft, waitingShare }: Reading) {
  return [
    `${bold(imagesPerSecond.toFixed(0))} images/s`,
    `${bold(duration(secondsLeft))} left`,
    `${images.toLocaleString('en')} of ${totalImages.toLocaleString('en')}`,
    `${(100 * waitingShare).toFixed(1)} % waiting`,
  ].join('   ');
}

/** A line a network: its loss, the course of it, and of its other terms what there is room for. */
function lossLines(
  scalars: Reading['scalars'],
  courses: FrameContent['courses'],
  width: number,
  sparkWidth: number,
): string[] {
  const networks = new Map<string, [string, number][]>();
  for (const [name, value] of Object.entries(scalars)) {
    const [network = '', term = ''] = name.split('/', 2);
    networks.set(network, [...(networks.get(network) ?? []), [term, value]]);
  }
  return [...networks].map(([network, terms]) => {
    const total = terms.find(([term]) => term === 'total')?.[1];
    const course = sparkline(courses.get(network) ?? [], sparkWidth).padEnd(sparkWidth);
    const loss = total === undefined ? '' : significant(total);
    const before = `${network.padEnd(nameWidth)}${loss.padStart(7)}  `;
    const others = terms
      .filter(([term]) => term !== 'total')
      .map(([term, value]) => [nameOf(network, term), significant(value)] as const)
      .toSorted(([one], [other]) => Number(isVerdict(other)) - Number(isVerdict(one)));
    let room = width - before.length - sparkWidth;
    const fitting = others.filter(([name, value]) => {
      room -= name.length + value.length + 3;
      return room >= 0;
    });
    const shown = fitting.map(([name, value]) => `  ${dim(name)} ${value}`).join('');
    return `${before}${styleText('cyan', course)}${shown}`;
  });
}

function measureLines(measured: FrameContent['measured'], sparkWidth: number): string[] {
  const last = measured.at(-1);
  if (last === undefined) return [''];
  const best = measured.reduce((one, other) => (other.cfid < one.cfid ? other : one));
  const course = sparkline(
    measured.map(({ cfid }) => cfid),
    sparkWidth,
  ).padEnd(sparkWidth);
  return [
    `${'cFID'.padEnd(nameWidth)}${significant(last.cfid).padStart(7)}  ${styleText('cyan', course)}  ${dim('best')} ${significant(best.cfid)} ${dim(`in epoch ${best.epoch}`)}  ${dim('GAN-test')} ${(100 * last.ganTest).toFixed(1)} %`,
    '',
  ];
}

const names: Readonly<Record<string, string>> = {
  // The discriminator's mean logits.
  'discriminator/real': 'D(x)',
  'discriminator/fake': 'D(G(z))',
};

/** A term by the name papers give it. */
export function nameOf(network: string, term: string): string {
  return names[`${network}/${term}`] ?? (term === 'gradientNorm' ? '|∇|' : term);
}

function isVerdict(name: string): boolean {
  return Object.values(names).includes(name);
}

export function significant(value: number): string {
  const size = Math.abs(value);
  if (size >= 1000) return value.toFixed(0);
  return size >= 100 ? value.toFixed(1) : value.toFixed(size >= 10 ? 2 : 3);
}

function bold(text: string): string {
  return styleText('bold', text);
}

function dim(text: string): string {
  return styleText('dim', text);
}
