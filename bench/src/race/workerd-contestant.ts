/**
 * This project's engine in workerd. Timed from outside: what a request that makes passes takes longer
 * than one that makes none, on a connection that is kept open.
 */
import { type Tensor, writeSafetensors } from '@comfy-edge/model';
import { Connection } from '../../../scripts/workerd/connection.ts';
import { startWorkerd, type Workerd } from '../../../scripts/workerd/workerd.ts';
import { CLASS_INDEX, loadNetwork, type NetworkName } from '../networks.ts';
import { laterHalf, median } from '../statistics.ts';
import { bundleWorker } from '../workerd/bundle-worker.ts';
import type { Contestant, Drawing } from './contestant.ts';

const WORKER = 'engine';
const WASM = [
  '@comfy-edge/kernels/generation.wasm',
  '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm',
];
/** A turn is so many requests, so that one that is held up does not decide it. */
const REQUESTS = 6;

export class WorkerdContestant implements Contestant {
  readonly engine = 'comfy-edge';
  readonly runtime = 'workerd';
  readonly #workerd: Workerd;
  readonly #url: URL;
  readonly #connection: Connection;
  #passMs = 0;

  static async start(): Promise<WorkerdContestant> {
    const workerd = await startWorkerd([await bundleWorker('engine.ts', WORKER, WASM)]);
    return new WorkerdContestant(workerd, await workerd.url(WORKER));
  }

  private constructor(workerd: Workerd, url: URL) {
    this.#workerd = workerd;
    this.#url = url;
    this.#connection = new Connection(url);
  }

  async prepare(name: NetworkName, batch: number, warmMs: number): Promise<Drawing> {
    const { graph, weights } = await loadNetwork(name);
    const form = new FormData();
    form.set('graph', JSON.stringify(graph));
    form.set('weights', new Blob([asSafetensors(weights)]));
    form.set('batch', `${batch}`);
    form.set('classIndex', `${CLASS_INDEX}`);
    const response = await fetch(new URL('/prepare', this.#url), { method: 'POST', body: form });
    if (!response.ok) throw this.#unexpected(await response.text());
    const answer = await response.formData();
    const bytesOf = async (part: string) => new Uint8Array(await fileOf(answer, part));
    const drawing = {
      pixels: new Float32Array(await fileOf(answer, 'pixels')),
      bytes: { together: await bytesOf('together'), alone: await bytesOf('alone') },
    };
    const end = performance.now() + warmMs;
    do this.#passMs = await this.#timePasses(1);
    while (performance.now() < end);
    return drawing;
  }

  async turn(turnMs: number): Promise<number> {
    const empty: number[] = [];
    for (let i = 0; i < REQUESTS; i++) empty.push(await this.#timePasses(0));
    const emptyMs = median(empty);
    const passes = Math.max(1, Math.round(turnMs / REQUESTS / this.#passMs));
    const passMs: number[] = [];
    const end = performance.now() + turnMs;
    do passMs.push(((await this.#timePasses(passes)) - emptyMs) / passes);
    while (performance.now() < end);
    return median(laterHalf(passMs));
  }

  async dispose(): Promise<void> {
    this.#connection.close();
    await this.#workerd.dispose();
  }

  async #timePasses(count: number): Promise<number> {
    const start = performance.now();
    const { status, body } = await this.#connection.post(`/pass?passes=${count}`, {}, '');
    if (status !== 200) throw this.#unexpected(body.toString());
    return performance.now() - start;
  }

  #unexpected(got: string): Error {
    return new Error(`${this.engine} in workerd: expected it to do what it was asked, got ${got}`);
  }
}

function asSafetensors(weights: ReadonlyMap<string, Tensor>): Uint8Array<ArrayBuffer> {
  const tensors = [...weights].map(
    ([name, tensor]) => [name, { dtype: 'F32', ...tensor }] as const,
  );
  return new Uint8Array(writeSafetensors(new Map(tensors)));
}

async function fileOf(form: FormData, name: string): Promise<ArrayBuffer> {
  const part = form.get(name);
  if (part instanceof Blob) return part.arrayBuffer();
  throw new Error(`expected a file "${name}", got ${typeof part}`);
}
