/**
 * The networks as they were trained, to go on training from: nothing folded, the discriminator
 * included. The published generator alone would not do: its normalization is folded into kernels.
 *
 * One safetensors file beside the manifest, which names it by its digest; the edge neither stores nor
 * reads it. Names are those of checkpoints, `<network>/<node>/<role>`, the generator being the averaged
 * one with the statistics that it is published with. Kernels are float16, all else is f32.
 */
import {
  decodeFloat16,
  encodeFloat16,
  ModelError,
  readSafetensors,
  type SafeTensor,
  type Tensor,
  writeSafetensors,
} from '@comfy-edge/model';
import * as v from 'valibot';

export const trainingWeightsFile = 'trainer.safetensors';

const format = 'comfy-edge/training-weights@1';

export interface TrainingWeights {
  /** Of whose rows the tensors have one each, in this order. */
  readonly classes: readonly string[];
  readonly tensors: ReadonlyMap<string, Tensor>;
}

/** The same bytes for the same weights. */
export function encodeTrainingWeights({ classes, tensors }: TrainingWeights): Uint8Array {
  const stored = new Map([...tensors].map(([name, tensor]) => [name, store(name, tensor)]));
  const metadata = new Map([
    ['format', format],
    ['classes', JSON.stringify(classes)],
  ]);
  return writeSafetensors(stored, metadata);
}

/** @throws ModelError `safetensors_invalid`, `weights_invalid`: anybody may have written the bytes */
export function decodeTrainingWeights(bytes: Uint8Array): TrainingWeights {
  const { tensors, metadata } = readSafetensors(bytes);
  if (metadata.get('format') !== format) {
    throw invalid(`expected weights of format ${format}, got ${metadata.get('format') ?? 'none'}`);
  }
  const classes = v.safeParse(classNames, metadata.get('classes'));
  if (!classes.success) throw invalid('expected the names of the classes as JSON, got none');
  return {
    classes: classes.output,
    tensors: new Map([...tensors].map(([name, tensor]) => [name, restore(name, tensor)])),
  };
}

const classNames = v.pipe(v.string(), v.parseJson(), v.pipe(v.array(v.string()), v.minLength(1)));

function store(name: string, { shape, data }: Tensor): SafeTensor {
  const fits = data.every((value) => Math.abs(value) < 65_520);
  return name.endsWith('/kernel') && fits
    ? { dtype: 'F16', shape, data: encodeFloat16(data) }
    : { dtype: 'F32', shape, data };
}

function restore(name: string, tensor: SafeTensor): Tensor {
  if (tensor.dtype !== 'F32' && tensor.dtype !== 'F16') {
    throw invalid(`${name}: expected F32 or F16, got ${tensor.dtype}`);
  }
  const data = tensor.dtype === 'F16' ? decodeFloat16(tensor.data) : tensor.data;
  const bad = data.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw invalid(`${name}: expected finite values, got ${data[bad]} at ${bad}`);
  return { shape: tensor.shape, data };
}

function invalid(message: string): ModelError {
  return new ModelError('weights_invalid', message);
}
