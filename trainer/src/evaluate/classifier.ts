/**
 * A trained judge of images: which class it sees, and the features it sees it by.
 *
 * Trained on the real images of the same data set, so its judgement means something for images of
 * any kind and size; figures of two data sets, or of two classifiers, cannot be compared.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import {
  ModelError,
  readSafetensors,
  type Tensor,
  weightShapes,
  writeSafetensors,
} from '@comfy-edge/model';
import * as tf from '@tensorflow/tfjs-core';
import type { DataSet } from '../data/data-set.ts';
import type { RasterSize } from '../data/image-form.ts';
import { normalizePixels } from '../data/normalize.ts';
import { runGraph } from '../networks/run-graph.ts';
import { type ClassifierGraphs, classifierGraphs, FEATURE_COUNT } from './classifier-graph.ts';

/** Bounds the memory of a forward pass, not its result. */
const BATCH = 200;

/** What was trained on what: two classifiers with the same origin are the same. */
export interface ClassifierOrigin {
  /** Version of the protocol: of network and schedule. */
  readonly protocol: number;
  /** Digest of the training set. */
  readonly dataSet: string;
  readonly seed: number;
  readonly steps: number;
}

export interface ClassifierSpec {
  readonly size: RasterSize;
  readonly classCount: number;
  readonly origin: ClassifierOrigin;
}

export interface Judgement {
  /** `[count, 128]`. */
  readonly features: Float32Array;
  /** `[count]`: the likeliest class of each image. */
  readonly labels: Int32Array;
}

/** Shares in [0, 1]. */
export interface Accuracy {
  readonly whole: number;
  /** In label order; of 0 images: NaN. */
  readonly byClass: readonly number[];
}

/** Holds tensors: dispose it. */
export class Classifier {
  readonly spec: ClassifierSpec;
  readonly #graphs: ClassifierGraphs;
  readonly #parameters: ReadonlyMap<string, tf.Tensor>;
  /** Graphs without conditional layers do not look at the class. */
  readonly #noClass: tf.Tensor2D;

  /** @param weights by name, `[shape, data]`; copied */
  constructor(spec: ClassifierSpec, weights: ReadonlyMap<string, Tensor>) {
    this.spec = spec;
    this.#graphs = classifierGraphs(spec.size, spec.classCount);
    this.#parameters = new Map(
      [...weights].map(([name, { shape, data }]) => [name, tf.tensor(data.slice(), [...shape])]),
    );
    this.#noClass = tf.zeros([1, spec.classCount]);
  }

  /** `[count, height, width, channels]` f32 in [-1, 1] → what it sees in each image. */
  judge(images: Float32Array): Judgement {
    const { height, width, channels } = this.spec.size;
    const imageSize = height * width * channels;
    const count = images.length / imageSize;
    if (!Number.isInteger(count)) {
      throw new RangeError(
        `expected a multiple of ${imageSize} values (${height}×${width}×${channels}), got ${images.length}`,
      );
    }
    const features = new Float32Array(count * FEATURE_COUNT);
    const labels = new Int32Array(count);
    for (let from = 0; from < count; from += BATCH) {
      const batch = images.slice(from * imageSize, (from + BATCH) * imageSize);
      const { seen, likeliest } = tf.tidy(() => {
        const x = tf.tensor4d(batch, [batch.length / imageSize, height, width, channels]);
        const options = { parameters: this.#parameters, oneHot: this.#noClass };
        const pooled = runGraph(this.#graphs.features, x, options); // [batch, 128]
        const logits = runGraph(this.#graphs.head, pooled, options); // [batch, classes]
        return { seen: pooled, likeliest: tf.argMax(logits, 1) };
      });
      features.set(seen.dataSync<'float32'>(), from * FEATURE_COUNT);
      labels.set(likeliest.dataSync<'int32'>(), from);
      tf.dispose([seen, likeliest]);
    }
    return { features, labels };
  }

  /** `[count, height, width, channels]` f32 in [-1, 1] → `[count, 128]`. */
  features(images: Float32Array): Float32Array {
    return this.judge(images).features;
  }

  /** Which share of a data set's images it puts into their own class. */
  accuracy(dataSet: DataSet): Accuracy {
    const right = new Float64Array(dataSet.classes.length);
    const counts = new Float64Array(dataSet.classes.length);
    for (const { images, labels } of imagesInParts(dataSet)) {
      const seen = this.judge(images).labels;
      labels.forEach((label, index) => {
        counts[label] = (counts[label] ?? 0) + 1;
        if (seen[index] === label) right[label] = (right[label] ?? 0) + 1;
      });
    }
    return {
      whole: right.reduce((sum, value) => sum + value, 0) / dataSet.count,
      byClass: Array.from(right, (value, label) => value / (counts[label] ?? 0)),
    };
  }

  /** Writes a safetensors file with the origin among its metadata, whole or not at all. */
  save(path: string): void {
    const tensors = [...this.#parameters].map(
      ([name, tensor]) =>
        [
          name,
          { dtype: 'F32', shape: tensor.shape, data: tensor.dataSync<'float32'>().slice() },
        ] as const,
    );
    const metadata = new Map([['classifier', JSON.stringify(this.spec.origin)]]);
    const part = `${path}.${process.pid}.part`; // Others may be writing the same.
    writeFileSync(part, writeSafetensors(new Map(tensors), metadata));
    renameSync(part, path);
  }

  /**
   * Reads what `save` wrote.
   * @throws ModelError if the file is not a classifier of this size, number of classes and origin
   */
  static load(path: string, spec: ClassifierSpec): Classifier {
    const { tensors, metadata } = readSafetensors(new Uint8Array(readFileSync(path)));
    const expected = JSON.stringify(spec.origin);
    const actual = metadata.get('classifier') ?? 'none';
    if (actual !== expected) {
      throw new ModelError(
        'safetensors_invalid',
        `${path}: expected classifier ${expected}, got ${actual}`,
      );
    }
    const weights = new Map<string, Tensor>();
    const { features, head } = classifierGraphs(spec.size, spec.classCount);
    for (const [name, shape] of [...weightShapes(features), ...weightShapes(head)]) {
      const tensor = tensors.get(name);
      if (tensor?.dtype !== 'F32' || tensor.shape.join() !== shape.join()) {
        const got = tensor === undefined ? 'none' : `${tensor.dtype} [${tensor.shape.join()}]`;
        throw new ModelError(
          'safetensors_invalid',
          `${path}: ${name}: expected F32 [${shape.join()}], got ${got}`,
        );
      }
      weights.set(name, tensor);
    }
    return new Classifier(spec, weights);
  }

  dispose(): void {
    tf.dispose([...this.#parameters.values(), this.#noClass]);
  }
}

/** A data set as the networks see it, some images at a time. */
export function* imagesInParts(
  { height, width, channels, count, pixels, labels }: DataSet,
  part = BATCH,
): Generator<{ images: Float32Array; labels: Uint8Array | Uint16Array }> {
  const imageSize = height * width * channels;
  for (let from = 0; from < count; from += part) {
    const to = Math.min(count, from + part);
    yield {
      images: normalizePixels(pixels.subarray(from * imageSize, to * imageSize)),
      labels: labels.subarray(from, to),
    };
  }
}
