/**
 * The race: every engine in a process of its own, all awake at once, but only one ever computing.
 * A round is one turn of each, so that whatever slows the machine for a while slows them all.
 */
import { compile, countMultiplyAdds } from '@comfy-edge/model';
import { engineNames } from '../engines/names.ts';
import { CLASS_INDEX, loadNetwork, type NetworkName } from '../networks.ts';
import type { Row } from '../report/report.ts';
import { median, percentile } from '../statistics.ts';
import { assertAgreement } from './agreement.ts';
import type { Contestant, Drawing } from './contestant.ts';
import { compareBytes, compareWithReference, type Exactness } from './exactness.ts';
import { batchOfLatents } from './latents.ts';
import { NodeContestant } from './node-contestant.ts';
import { WorkerdContestant } from './workerd-contestant.ts';

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
  /** Of a network and batch, as many images are held to the reference as it can make of these. */
  readonly referenceMultiplyAdds: number;
  onProgress(text: string): void;
  /** Called as each network and batch is done. */
  onRows(rows: readonly Row[], largestDifference: number): void;
}

export interface Race {
  readonly rows: readonly Row[];
  readonly exactness: readonly Exactness[];
  /** Turns behind every median, at the least. */
  readonly rounds: number;
}

/** @throws Error when an engine fails, or draws other images than the rest */
export async function race({ networks, batches, ...options }: RaceOptions): Promise<Race> {
  options.onProgress('starting every engine');
  const peers = engineNames.map((engine) => new NodeContestant(engine));
  const contestants: Contestant[] = [...peers];
  try {
    contestants.splice(1, 0, await WorkerdContestant.start());
    const heats: Heat[] = [];
    for (const network of networks) {
      for (const batch of batches) heats.push(await heat(contestants, network, batch, options));
    }
    return {
      rows: heats.flatMap(({ rows }) => rows),
      exactness: heats.map(({ exactness }) => exactness),
      rounds: Math.min(...heats.map(({ rounds }) => rounds)),
    };
  } finally {
    await Promise.all(contestants.map((it) => it.dispose()));
  }
}

interface Heat {
  readonly rows: readonly Row[];
  readonly exactness: Exactness;
  readonly rounds: number;
}

async function heat(
  contestants: readonly Contestant[],
  network: NetworkName,
  batch: number,
  options: Omit<RaceOptions, 'networks' | 'batches'>,
): Promise<Heat> {
  const { rounds, heatMs, turnMs, warmMs, onProgress, onRows } = options;
  const title = `${network}, batch ${batch}`;
  const drawn: (Drawing & { readonly engine: string })[] = [];
  for (const contestant of contestants) {
    const engine = nameOf(contestant);
    onProgress(`${title}: warming ${engine}`);
    const drawing = await contestant.prepare(network, batch, warmMs);
    if (drawing !== undefined) drawn.push({ engine, ...drawing });
  }
  const largestDifference = assertAgreement(drawn);

  const times = contestants.map((): number[] => []);
  const end = performance.now() + heatMs;
  let round = 0;
  for (; round < rounds && (round < 1 || performance.now() < end); round++) {
    for (const [i, contestant] of contestants.entries()) {
      onProgress(`${title}: round ${round + 1} of ${rounds}, ${nameOf(contestant)}`);
      times[i]?.push(await contestant.turn(turnMs));
    }
  }
  const operations = 2 * batch * countMultiplyAdds(compile(await loadNetwork(network)).graph);
  const rows = contestants.map(({ engine, runtime }, i): Row => {
    const medianMs = median(times[i] ?? []);
    return {
      network,
      batch,
      engine,
      runtime,
      medianMs: rounded(medianMs),
      p95Ms: rounded(percentile(times[i] ?? [], 95)),
      gflops: rounded(operations / medianMs / 1e6),
    };
  });
  onRows(rows, largestDifference);
  onProgress(`${title}: comparing with the reference`);
  // Not before the rounds: this process would still collect garbage while the first engine computes.
  const exactness = await measureExactness(network, batch, drawn, options.referenceMultiplyAdds);
  return { rows, exactness, rounds: round };
}

async function measureExactness(
  name: NetworkName,
  batch: number,
  drawn: readonly Drawing[],
  multiplyAdds: number,
): Promise<Exactness> {
  const ours = drawn.flatMap(({ pixels, bytes }) =>
    bytes === undefined ? [] : [{ pixels, bytes }],
  );
  const [first] = ours;
  if (first === undefined) throw new Error('expected a drawing of our engine, got none');
  const network = await loadNetwork(name);
  const affordable = Math.floor(multiplyAdds / countMultiplyAdds(network.graph));
  const images = Math.max(1, Math.min(batch, affordable));
  const latents = batchOfLatents(network.graph, batch);
  return {
    network: name,
    batch,
    ...compareBytes(ours.map(({ bytes }) => bytes)),
    ...compareWithReference(network, CLASS_INDEX, first, latents, { batch, images }),
  };
}

function nameOf({ engine, runtime }: Contestant): string {
  return runtime === 'node' ? engine : `${engine} in ${runtime}`;
}

/** To a thousandth: a microsecond is below the noise. */
function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
