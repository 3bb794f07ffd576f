/**
 * A compiled network's outputs on a fixed batch, on the trainer's backend: what stored weights are
 * compared by. One weight after another can be replaced while the others stay where they are.
 */
import type { Network, Tensor } from '@comfy-edge/model';
import * as tf from '@tensorflow/tfjs-core';
import { oneHotOf } from '../loop/sampling.ts';
import { runGraph } from '../networks/run-graph.ts';

export interface ExampleBatch {
  /** `[count, ...input shape]` f32. */
  readonly inputs: Tensor;
  /** `[count]` class indices. */
  readonly labels: readonly number[];
}

export class CompiledOutputs {
  readonly #network: Network;
  readonly #batch: ExampleBatch;
  readonly #parameters: ReadonlyMap<string, tf.Tensor>;

  constructor(network: Network, batch: ExampleBatch) {
    this.#network = network;
    this.#batch = batch;
    this.#parameters = new Map(
      [...network.weights].map(([name, tensor]) => [name, tensorOf(tensor)]),
    );
  }

  /** `[count, ...output shape]` f32. */
  run(replaced: ReadonlyMap<string, Tensor> = new Map()): Float32Array {
    const { graph } = this.#network;
    const { inputs, labels } = this.#batch;
    const output = tf.tidy(() => {
      const own = [...replaced].map(([name, tensor]) => [name, tensorOf(tensor)] as const);
      return runGraph(graph, tensorOf(inputs), {
        parameters: new Map([...this.#parameters, ...own]),
        oneHot: oneHotOf(labels, graph.classCount),
      });
    });
    const values = output.dataSync<'float32'>().slice();
    output.dispose();
    return values;
  }

  dispose(): void {
    tf.dispose([...this.#parameters.values()]);
  }
}

function tensorOf({ data, shape }: Tensor): tf.Tensor {
  return tf.tensor(data.slice(), [...shape]);
}
