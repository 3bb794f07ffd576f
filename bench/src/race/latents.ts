/** The latents that every contestant draws: those of seeds 0, 1, 2, … */
import { type Graph, latentVector, sizeOf } from '@comfy-edge/model';

/** `[batch, latent]` f32. */
export function batchOfLatents(graph: Graph, batch: number): Float32Array {
  const size = latentSize(graph);
  const latents = new Float32Array(batch * size);
  for (let seed = 0; seed < batch; seed++) latents.set(latentVector({ seed, size }), seed * size);
  return latents;
}

function latentSize({ nodes: [input] }: Graph): number {
  if (input?.op !== 'input') throw new Error(`expected an input first, got ${input?.op}`);
  return sizeOf(input.shape);
}
