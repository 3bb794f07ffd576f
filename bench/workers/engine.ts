/**
 * This project's engine in workerd, as a Worker of its own: it is given a network and makes as many
 * passes as it is asked for. It looks at no clock, since the runtime may stop those while it computes:
 * whoever asks has one.
 */
import kernels from '@comfy-edge/kernels/generation.wasm';
import { parseGraph, readSafetensors, type Tensor } from '@comfy-edge/model';
import { boot } from '@comfy-edge/runtime';
import backend from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm';
import { type PreparedProgram, prepareProgram } from '../src/engines/comfy-edge.ts';
import { batchOfLatents } from '../src/race/latents.ts';

let prepared: PreparedProgram | undefined;

// biome-ignore lint/style/noDefaultExport: what workerd runs.
export default {
  async fetch(request: Request): Promise<Response> {
    try {
      const { pathname, searchParams } = new URL(request.url);
      if (pathname === '/prepare') return await prepare(await request.formData());
      return pass(Number(searchParams.get('passes')));
    } catch (error) {
      return new Response(error instanceof Error ? error.stack : String(error), { status: 500 });
    }
  },
};

async function prepare(form: FormData): Promise<Response> {
  prepared?.dispose();
  const graph = parseGraph(JSON.parse(`${form.get('graph')}`));
  const { tensors } = readSafetensors(new Uint8Array(await fileOf(form, 'weights').arrayBuffer()));
  const network = { graph, weights: tensors as ReadonlyMap<string, Tensor> };
  const batch = Number(form.get('batch'));
  const latents = batchOfLatents(graph, batch);
  const classIndex = Number(form.get('classIndex'));
  prepared = prepareProgram(await boot({ backend, kernels }), {
    network,
    classIndex,
    batch,
    latents,
  });
  const { together, alone } = prepared.draw();
  const answer = new FormData();
  answer.set('pixels', new Blob([new Float32Array(prepared.run().values)]));
  answer.set('together', new Blob([new Uint8Array(together)]));
  answer.set('alone', new Blob([new Uint8Array(alone)]));
  return new Response(answer);
}

function pass(count: number): Response {
  if (prepared === undefined) throw new Error('expected `/prepare` before passes');
  for (let i = 0; i < count; i++) prepared.run();
  return new Response();
}

function fileOf(form: FormData, name: string): Blob {
  const part = form.get(name);
  if (part instanceof Blob) return part;
  throw new Error(`expected a file "${name}", got ${typeof part}`);
}
