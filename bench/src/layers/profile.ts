/**
 * How long each step of the plan takes within a generation: by itself, its weights would still lie in the
 * cache. The ceiling is measured in turn with it, and every rate is held to that.
 */
import { compile, countMultiplyAdds, latentVector, sizeOf } from '@comfy-edge/model';
import { boot, Program, type Step } from '@comfy-edge/runtime';
import { loadNodeWasm } from '@comfy-edge/runtime/node';
import { prepareCeiling } from '../engines/ceiling.ts';
import { CLASS_INDEX, loadNetwork, type NetworkName } from '../networks.ts';
import { median } from '../statistics.ts';

export interface Layer {
  readonly network: string;
  readonly layer: string;
  readonly algorithm: string;
  /** Of one image. */
  readonly medianMs: number;
  /** Two operations for each multiply-add of the layer by definition. */
  readonly gflops: number;
  /** Two for each multiplication that its algorithm does: Winograd's does fewer. */
  readonly plannedGflops: number;
  /** What that is of the ceiling. */
  readonly ceilingShare: number;
}

export interface ProfileOptions {
  readonly networks: readonly NetworkName[];
  readonly rounds: number;
  /** A turn of a network is passes for at least this long. */
  readonly turnMs: number;
  onProgress(text: string): void;
}

export async function profileLayers(options: ProfileOptions): Promise<Layer[]> {
  const layers: Layer[] = [];
  for (const network of options.networks) layers.push(...(await profileNetwork(network, options)));
  return layers;
}

async function profileNetwork(
  name: NetworkName,
  { rounds, turnMs, onProgress }: ProfileOptions,
): Promise<Layer[]> {
  const network = await loadNetwork(name);
  const compiled = compile(network);
  const times = new Map<string, number[]>();
  let markMs = 0;
  const program = new Program(await boot(await loadNodeWasm()), compiled, {
    onStep({ id }) {
      const nowMs = performance.now();
      times.get(id)?.push(nowMs - markMs);
      markMs = nowMs;
    },
  });
  const { steps, input } = program.plan;
  const latents = latentVector({ seed: 0, size: sizeOf(input.shape) });
  const ceiling = await prepareCeiling({ network, classIndex: CLASS_INDEX, batch: 1, latents });
  const ceilingTimes: number[] = [];
  const passes = () => {
    const end = performance.now() + turnMs;
    do {
      markMs = performance.now();
      program.draw([latents], CLASS_INDEX);
    } while (performance.now() < end);
  };
  try {
    onProgress(`layers of ${name}: warming`);
    // Not listened to: WebAssembly is still compiled, and better.
    for (let round = 0; round < rounds; round++) passes();
    for (const { id } of steps) times.set(id, []);
    for (let round = 0; round < rounds; round++) {
      onProgress(`layers of ${name}: round ${round + 1} of ${rounds}`);
      passes();
      const startMs = performance.now();
      ceiling.run();
      ceilingTimes.push(performance.now() - startMs);
    }
  } finally {
    program.dispose();
  }
  const ceilingGflops = rate(countMultiplyAdds(compiled.graph), median(ceilingTimes));
  return steps.flatMap((step): Layer[] => {
    if (step.op === 'reshape' && !step.copies) return [];
    const medianMs = median(times.get(step.id) ?? []);
    const plannedGflops = rate(plannedMultiplyAdds(step), medianMs);
    return [
      {
        network: name,
        layer: step.id,
        algorithm: step.op === 'convolution' ? step.plan.algorithm : step.op,
        medianMs,
        gflops: rate(definedMultiplyAdds(step), medianMs),
        plannedGflops,
        ceilingShare: plannedGflops / ceilingGflops,
      },
    ];
  });
}

function plannedMultiplyAdds(step: Step): number {
  return step.op === 'dense' || step.op === 'convolution' ? step.plan.multiplyAdds : 0;
}

/** Of the layer alone, as `countMultiplyAdds` counts those of a network. */
function definedMultiplyAdds(step: Step): number {
  const [input] = step.inputs;
  if (input === undefined) return 0;
  if (step.op === 'dense') return sizeOf(input.shape) * step.units;
  if (step.op !== 'convolution') return 0;
  const nodes = [{ op: 'input', id: step.node.input, shape: input.shape } as const, step.node];
  return countMultiplyAdds({ classCount: 1, nodes });
}

/** GFLOP/s. */
function rate(multiplyAdds: number, ms: number): number {
  return (2 * multiplyAdds) / ms / 1e6;
}
