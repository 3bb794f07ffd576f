/**
 * How each kernel is stored, decided by what it does to the output: int8 where an otherwise float
 * network stays close enough with it, float16 where it does not (float32 where float16 cannot hold a
 * value). Layers differ: the same 8 bits that nobody sees in one network broke MobileNetV2 in another
 * (Krishnamoorthi 2018, arXiv:1806.08342, section 3). Errors of layers add up, so their total is measured
 * as well.
 */
import {
  dequantize,
  type KernelStorage,
  type Network,
  quantize,
  type StorageDecision,
  type StoredTensor,
  type StoredWeights,
} from '@comfy-edge/model';
import { CompiledOutputs, type ExampleBatch } from './compiled-outputs.ts';

export interface StorageOptions {
  /** What the network is compared on. */
  readonly batch: ExampleBatch;
  /** In what unit errors are given: 127.5 makes levels of 255 of values in [-1, 1]. */
  readonly unit: number;
  /** Root mean square of the output's change, in units, that int8 may cause in one layer. */
  readonly limit: number;
  /** The same for all kernels, instead of a measured choice. */
  readonly kernels?: KernelStorage;
}

export interface ChosenStorage {
  readonly stored: StoredWeights;
  /** A decision for each kernel, in the order of the layers. */
  readonly decisions: readonly StorageDecision[];
  /** All kernels as stored against all as float. */
  readonly total: OutputError;
}

/** Of an output's values against those of the float network, in the chosen unit. */
export interface OutputError {
  readonly rms: number;
  readonly mean: number;
  readonly max: number;
  /** Examples it was measured on. */
  readonly examples: number;
}

/** Needs a tfjs backend. */
export function chooseStorage(
  network: Network,
  { batch, unit, limit, kernels }: StorageOptions,
): ChosenStorage {
  const outputs = new CompiledOutputs(network, batch);
  try {
    const float = outputs.run();
    const errorOf = (stored: StoredWeights) =>
      outputError(float, outputs.run(dequantize(stored)), unit, batch.labels.length);
    const storages = [...new Set(kernels === undefined ? candidates : [kernels])];
    const decisions = new Map<string, StorageDecision>();
    for (const [name, tensor] of network.weights) {
      if (!name.endsWith('/kernel')) continue;
      for (const storage of storages) {
        if (storage === 'float16' && !fitsFloat16(tensor.data)) continue;
        const stored = storedAs(network, name, storage);
        const { rms } = errorOf(new Map([[name, stored]]));
        const decision = { weight: name, storage, error: rounded(rms), sizeBytes: sizeOf(stored) };
        decisions.set(name, decision);
        if (rms <= limit) break;
      }
    }
    const stored = quantize(network, {
      kernels: (name) => decisions.get(name)?.storage ?? 'float32',
    });
    return { stored, decisions: [...decisions.values()], total: errorOf(stored) };
  } finally {
    outputs.dispose();
  }
}

/** The smallest first. */
const candidates: readonly KernelStorage[] = ['int8', 'float16', 'float32'];

function storedAs(network: Network, name: string, storage: KernelStorage): StoredTensor {
  const all = quantize(network, { kernels: (other) => (other === name ? storage : 'float32') });
  const stored = all.get(name);
  if (stored === undefined) throw new Error(`expected a weight ${name}, got none of that name`);
  return stored;
}

/** As a weights file holds it, scales included. */
function sizeOf(stored: StoredTensor): number {
  const scales = stored.dtype === 'I8' ? stored.scales.byteLength : 0;
  return stored.data.byteLength + scales;
}

function fitsFloat16(values: Float32Array): boolean {
  return values.every((value) => Math.abs(value) < 65_520);
}

function outputError(
  float: Float32Array,
  stored: Float32Array,
  unit: number,
  examples: number,
): OutputError {
  let [squares, sum, max] = [0, 0, 0];
  for (const [index, value] of float.entries()) {
    const error = unit * Math.abs(value - (stored[index] ?? Number.NaN));
    squares += error * error;
    sum += error;
    max = Math.max(max, error);
  }
  return {
    rms: rounded(Math.sqrt(squares / float.length)),
    mean: rounded(sum / float.length),
    max: rounded(max),
    examples,
  };
}

/** To four digits: no reader needs more, and every digit is part of the model's version. */
function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
