/** This project's engine on any runtime that has booted it: batches share the weights that are read. */
import { compile } from '@comfy-edge/model';
import { type Engine, Program } from '@comfy-edge/runtime';
import type { DrawnBytes, Images, Prepared, Workload } from './engine.ts';

/** What {@link prepareProgram} gives: all of it synchronous, as generation at the edge is. */
export interface PreparedProgram extends Prepared {
  run(): Images;
  draw(): DrawnBytes;
  dispose(): void;
}

export function prepareProgram(engine: Engine, workload: Workload): PreparedProgram {
  const { network, classIndex, batch, latents } = workload;
  const program = new Program(engine, compile(network));
  const latentSize = latents.length / batch;
  const inputs = Array.from({ length: batch }, (_, i) =>
    latents.subarray(i * latentSize, (i + 1) * latentSize),
  );
  return {
    run() {
      const images = program.runMany(inputs, classIndex);
      const values = new Float32Array(batch * (images[0]?.length ?? 0));
      images.forEach((image, i) => {
        values.set(image, i * image.length);
      });
      return { values, layout: 'NHWC' };
    },
    draw: () => ({
      together: joined(program.draw(inputs, classIndex)),
      alone: joined(inputs.flatMap((input) => program.draw([input], classIndex))),
    }),
    dispose: () => program.dispose(),
  };
}

function joined(images: readonly Uint8Array[]): Uint8Array {
  const size = images[0]?.length ?? 0;
  const bytes = new Uint8Array(images.length * size);
  images.forEach((image, i) => {
    bytes.set(image, i * size);
  });
  return bytes;
}
