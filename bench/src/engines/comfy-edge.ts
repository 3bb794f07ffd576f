/** This project's engine, as the Worker runs it. */
import { compile } from '@comfy-edge/model';
import { boot, Program } from '@comfy-edge/runtime';
import { loadNodeWasm } from '@comfy-edge/runtime/node';
import type { Prepared, Workload } from './engine.ts';

export async function prepareComfyEdge(workload: Workload): Promise<Prepared> {
  const { network, classIndex, batch, latents } = workload;
  const program = new Program(await boot(await loadNodeWasm()), compile(network));
  const latentSize = latents.length / batch;
  return {
    run() {
      const images = Array.from({ length: batch }, (_, i) =>
        program.run(latents.subarray(i * latentSize, (i + 1) * latentSize), classIndex),
      );
      return { values: joined(images), layout: 'NHWC' };
    },
    dispose: () => program.dispose(),
  };
}

function joined(images: readonly Float32Array[]): Float32Array {
  const size = images[0]?.length ?? 0;
  const values = new Float32Array(images.length * size);
  images.forEach((image, i) => {
    values.set(image, i * size);
  });
  return values;
}
