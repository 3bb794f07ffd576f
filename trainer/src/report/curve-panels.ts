/**
 * Which curves a run has: small multiples (Tufte), a panel a quantity, since losses of one network differ
 * in scale by orders of magnitude. Whatever number a line of `stats.jsonl` holds gets its panel.
 */
import type { StatsLine } from './stats-log.ts';

interface Curve {
  readonly name: string;
  /** Images shown so far, value. */
  readonly points: readonly (readonly [number, number])[];
}

export interface Panel {
  readonly title: string;
  readonly curves: readonly Curve[];
}

/** The measures first, as they decide; then each network's loss and its terms; then speed. */
const order = [
  'cfid',
  'ganTest',
  'diversity',
  'reconstructionError',
  'generator',
  'discriminator',
  'encoder',
];
/** Not quantities of their own, or constant between epochs. */
const left = new Set([
  'step',
  'images',
  'seconds',
  'epoch',
  'waitedMs',
  'waitingShare',
  'count',
  'idleSteps',
]);

const titles: Readonly<Record<string, string>> = {
  cfid: 'cFID',
  ganTest: 'GAN-test',
  diversity: 'diversity of the least diverse class',
  imagesPerSecond: 'images/s',
  reconstructionError: 'reconstruction error',
  gradientNorm: 'gradient norm',
  realSign: 'mean sign of D(x)',
};

export function panelsOf(lines: readonly StatsLine[]): readonly Panel[] {
  const curves = new Map<string, [number, number][]>();
  for (const line of lines) {
    for (const [name, value] of Object.entries(line)) {
      if (left.has(name) || typeof value !== 'number' || !Number.isFinite(value)) continue;
      const points = curves.get(name) ?? [];
      points.push([line.images, value]);
      curves.set(name, points);
    }
  }
  const verdict = ['discriminator/real', 'discriminator/fake'];
  const names = [...curves.keys()].toSorted((one, other) => rank(one) - rank(other));
  return names.flatMap((name): Panel[] => {
    const points = curves.get(name) ?? [];
    if (name === verdict[1]) return [];
    if (name !== verdict[0]) return [{ title: titleOf(name), curves: [{ name, points }] }];
    const fake = { name: 'D(G(z))', points: curves.get('discriminator/fake') ?? [] };
    return [{ title: 'mean logits', curves: [{ name: 'D(x)', points }, fake] }];
  });
}

function rank(name: string): number {
  const at = order.indexOf(name.split('/', 1)[0] ?? name);
  return (at < 0 ? order.length : at) + (name.endsWith('/total') ? 0 : 0.5);
}

function titleOf(name: string): string {
  const [network = '', term] = name.split('/', 2);
  if (term === undefined) return titles[name] ?? name;
  return `${network}, ${term === 'total' ? 'loss' : (titles[term] ?? term)}`;
}
