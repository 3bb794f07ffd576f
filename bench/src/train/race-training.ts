/**
 * The race of training: every contestant in a process of its own, all awake at once, but only one
 * ever computing. A round is one turn of each, and a figure the median of the rounds' turns.
 */
import { median } from '../statistics.ts';
import { assertSameLosses, type FirstStep } from './agreement.ts';
import { type Contestant, contestants, nameOf } from './contestants.ts';
import { TrainingProcess } from './training-process.ts';
import type { Turn } from './workload.ts';

export interface RaceEffort {
  readonly rounds: number;
  readonly turnMs: number;
  readonly warmMs: number;
}

export interface Result extends Contestant {
  /** Median over the rounds. */
  readonly imagesPerSecond: number;
  readonly least: number;
  readonly most: number;
  /** Of all its threads, median: says something on a machine that does other work, too. */
  readonly cpuMsPerImage: number;
}

export interface Absence extends Contestant {
  readonly cause: string;
}

export interface TrainingRace {
  readonly results: readonly Result[];
  /** Who could not take part, and why. */
  readonly absent: readonly Absence[];
}

export async function raceTraining(
  { rounds, turnMs, warmMs }: RaceEffort,
  onProgress: (text: string) => void,
): Promise<TrainingRace> {
  const absent: Absence[] = [];
  const racing: { process: TrainingProcess; turns: Turn[] }[] = [];
  const losses: FirstStep[] = [];
  try {
    for (const contestant of contestants) {
      onProgress(`warming ${nameOf(contestant)}`);
      const process = new TrainingProcess(contestant);
      racing.push({ process, turns: [] });
      const reply = await process.prepare(warmMs);
      if (reply.answer === 'absent') {
        absent.push({ ...contestant, cause: reply.cause });
        racing.pop();
        await process.dispose();
      } else if (reply.losses !== undefined) {
        losses.push({ ...reply.losses, name: nameOf(contestant), workers: contestant.workers });
      }
    }
    assertSameLosses(losses);
    for (let round = 1; round <= rounds; round++) {
      for (const { process, turns } of racing) {
        onProgress(`round ${round} of ${rounds}: ${nameOf(process.contestant)}`);
        turns.push(await process.turn(turnMs));
      }
    }
  } finally {
    await Promise.all(racing.map(({ process }) => process.dispose()));
  }
  const results = racing.map(({ process: { contestant }, turns }) => {
    const rates = turns.map(({ images, ms }) => (1000 * images) / ms);
    return {
      ...contestant,
      imagesPerSecond: median(rates),
      least: Math.min(...rates),
      most: Math.max(...rates),
      cpuMsPerImage: median(turns.map(({ images, cpuMs }) => cpuMs / images)),
    };
  });
  return { results, absent };
}
