/**
 * The race: every engine in a process of its own, all awake at once, but only one ever computing.
 * A round is one turn of each, so that whatever slows the machine for a while slows them all.
 */
import { compile, countMultiplyAdds } from '@comfy-edge/model';
import { assertAgreement, type Drawn } from './agreement.ts';
import { Contestant } from './contestant.ts';
import { engineNames } from './engines/names.ts';
import { loadNetwork, type NetworkName } from './networks.ts';
import type { Row } from './report.ts';
import { median, percentile } from './statistics.ts';

export interface RaceOptions {
  readonly networks: readonly NetworkName[];
  readonly batches: readonly number[];
  readonly rounds: number;
  /** Rounds end early, after one at the least, when those of one network and batch take longer. */
  readonly heatMs: number;
  /** A turn is passes for at least this long: short ones are repeated until the clock is fine enough. */
  readonly turnMs: number;
  /** Passes before the first round, for at least this long. */
  readonly warmMs: number;
  /** Called as each network and batch is done. */
  onRows(rows: readonly Row[], largestDifference: number): void;
}

export interface Race {
  readonly rows: readonly Row[];
  /** Turns behind every median, at the least. */
  readonly rounds: number;
}

/** @throws Error when an engine fails, or draws other images than the rest */
export async function race({ networks, batches, ...options }: RaceOptions): Promise<Race> {
  const contestants = engineNames.map((name) => new Contestant(name));
  try {
    const heats: Race[] = [];
    for (const network of networks) {
      for (const batch of batches) heats.push(await heat(contestants, network, batch, options));
    }
    return {
      rows: heats.flatMap(({ rows }) => rows),
      rounds: Math.min(...heats.map(({ rounds }) => rounds)),
    };
  } finally {
    await Promise.all(contestants.map((it) => it.dispose()));
  }
}

async function heat(
  contestants: readonly Contestant[],
  network: NetworkName,
  batch: number,
  { rounds, heatMs, turnMs, warmMs, onRows }: Omit<RaceOptions, 'networks' | 'batches'>,
): Promise<Race> {
  const drawn: Drawn[] = [];
  for (const contestant of contestants) {
    const pixels = await contestant.prepare(network, batch, warmMs);
    if (pixels !== undefined) drawn.push({ engine: contestant.name, pixels });
  }
  const largestDifference = assertAgreement(drawn);
  const times = contestants.map((): number[] => []);
  const end = performance.now() + heatMs;
  let round = 0;
  for (; round < rounds && (round < 1 || performance.now() < end); round++) {
    for (const [i, contestant] of contestants.entries())
      times[i]?.push(await contestant.turn(turnMs));
  }
  const operations = 2 * batch * countMultiplyAdds(compile(await loadNetwork(network)).graph);
  const rows = contestants.map(({ name }, i): Row => {
    const medianMs = median(times[i] ?? []);
    return {
      network,
      batch,
      engine: name,
      runtime: `node ${process.versions.node}`,
      medianMs: rounded(medianMs),
      p95Ms: rounded(percentile(times[i] ?? [], 95)),
      gflops: rounded(operations / medianMs / 1e6),
    };
  });
  onRows(rows, largestDifference);
  return { rows, rounds: round };
}

/** To a thousandth: a microsecond is below the noise. */
function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
