/**
 * tfjs's own kernels after our graph passes: normalization folded, activations fused, transposed
 * convolutions as phase convolutions, the batch in one go. What the passes gain by themselves, apart
 * from what our kernels and memory do. It stays as it is while the engine goes on: it runs no code of
 * `@comfy-edge/runtime`. Measured there first: `interleave` as two transposes beats `depthToSpace`.
 */
import {
  type Activation,
  type KernelNode,
  lowerTransposedConvolutions,
  type Network,
  type Node,
} from '@comfy-edge/model';
import * as tf from '@tensorflow/tfjs-core';
import { fixClass } from '../fix-class.ts';
import type { Prepared, Workload } from './engine.ts';
import { startWasmBackend } from './wasm-backend.ts';

export async function prepareTfjsPasses(workload: Workload): Promise<Prepared> {
  await startWasmBackend();
  const { network, classIndex, batch, latents } = workload;
  const lowered = lowerTransposedConvolutions(fixClass(network, classIndex));
  const weights = upload(lowered);
  return {
    run() {
      return tf.tidy(() => {
        const latent = tf.tensor2d(latents, [batch, latents.length / batch]);
        const images = runGraph(lowered.graph.nodes, weights, latent);
        return { values: images.dataSync<'float32'>(), layout: 'NHWC' as const };
      });
    },
    dispose() {
      for (const weight of weights.values()) weight.dispose();
    },
  };
}

type Tensors = ReadonlyMap<string, tf.Tensor>;

function upload({ weights }: Network): Tensors {
  return new Map(
    [...weights].map(([name, { data, shape }]) => [name, tf.tensor(data, [...shape], 'float32')]),
  );
}

function runGraph(nodes: readonly Node[], weights: Tensors, latent: tf.Tensor): tf.Tensor {
  const values = new Map<string, tf.Tensor>();
  let last = latent;
  for (const node of nodes) {
    last = node.op === 'input' ? latent : runNode(node, weights, (id) => found(values, id));
    values.set(node.id, last);
  }
  return last;
}

function runNode(node: Node, weights: Tensors, lookUp: (id: string) => tf.Tensor): tf.Tensor {
  switch (node.op) {
    case 'dense': {
      const a = lookUp(node.input) as tf.Tensor2D;
      const b = found(weights, `${node.id}/kernel`) as tf.Tensor2D;
      return finish(tf.fused.matMul({ a, b, ...epilogue(node, weights) }), node.activation);
    }
    case 'conv2d': {
      const x = lookUp(node.input) as tf.Tensor4D;
      const filter = found(weights, `${node.id}/kernel`) as tf.Tensor4D;
      const { stride: strides } = node;
      const pad = node.padding === 'same' ? ('same' as const) : explicit(node.padding);
      const options = { x, filter, strides, pad, ...epilogue(node, weights) };
      return finish(tf.fused.conv2d(options), node.activation);
    }
    case 'activation':
      return activate(lookUp(node.input), node.activation);
    case 'add':
      return tf.add(lookUp(node.inputs[0]), lookUp(node.inputs[1]));
    case 'reshape':
      return tf.reshape(lookUp(node.input), [-1, ...node.shape]);
    case 'interleave':
      return interleave(
        node.inputs.map((id) => lookUp(id) as tf.Tensor4D),
        node.factor,
      );
    case 'input':
    case 'classEmbedding':
    case 'batchNorm':
    case 'convTranspose2d':
      throw new Error(`"${node.id}": expected a compiled and lowered network, got a ${node.op}`);
    default:
      return node satisfies never;
  }
}

/** What the fused kernels do after the product; they lack tanh, which `finish` adds. */
function epilogue({ id, bias, activation }: KernelNode, weights: Tensors) {
  return {
    ...(bias !== 'none' && { bias: found(weights, `${id}/bias`) as tf.Tensor1D }),
    ...(activation?.fn === 'relu' && { activation: 'relu' as const }),
    ...(activation?.fn === 'leakyRelu' && {
      activation: 'leakyrelu' as const,
      leakyreluAlpha: activation.slope,
    }),
  };
}

function finish(value: tf.Tensor, activation: Activation | undefined): tf.Tensor {
  return activation?.fn === 'tanh' ? tf.tanh(value) : value;
}

function activate(value: tf.Tensor, activation: Activation): tf.Tensor {
  switch (activation.fn) {
    case 'relu':
      return tf.relu(value);
    case 'leakyRelu':
      return tf.leakyRelu(value, activation.slope);
    case 'tanh':
      return tf.tanh(value);
    default:
      return activation satisfies never;
  }
}

type Range = [number, number];

function explicit([top, left, bottom, right]: readonly [number, number, number, number]) {
  const padding: [Range, Range, Range, Range] = [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
  return padding;
}

/** `factor²` images `[batch, height, width, channels]` → `[batch, height · factor, width · factor, channels]`. */
function interleave(phases: readonly tf.Tensor4D[], factor: number): tf.Tensor {
  const [batch, height, width, channels] = phases[0]?.shape ?? [0, 0, 0, 0];
  const rows = batch * height;
  const stacked = tf.reshape(tf.concat([...phases], 0), [factor, factor, rows * width, channels]);
  const columns = tf.transpose(stacked, [0, 2, 1, 3]); // [row, batch · y · x, column, channels]
  const lines = tf.reshape(columns, [factor, rows, width * factor * channels]);
  const woven = tf.transpose(lines, [1, 0, 2]); // [batch · y, row, x · column · channels]
  return tf.reshape(woven, [batch, height * factor, width * factor, channels]);
}

function found(values: Tensors, name: string): tf.Tensor {
  const value = values.get(name);
  if (value === undefined) throw new Error(`expected a tensor "${name}", got none`);
  return value;
}
