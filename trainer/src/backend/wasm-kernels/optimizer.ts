/** Updates of variables in place, as tfjs kernels without outputs. The caller owns the variables. */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { sizeOf, type WasmEngine } from './engine.ts';

export interface AdamInputs {
  readonly variable: TensorInfo;
  readonly gradient: TensorInfo;
  readonly first: TensorInfo;
  readonly second: TensorInfo;
}

export interface AdamAttributes {
  readonly stepSize: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

export function adamStep(
  engine: WasmEngine,
  { variable, gradient, first, second }: AdamInputs,
  { stepSize, beta1, beta2, epsilon }: AdamAttributes,
): TensorInfo[] {
  engine.kernels.adamStep(
    engine.address(variable),
    engine.address(gradient),
    engine.address(first),
    engine.address(second),
    sizeOf(variable.shape),
    stepSize,
    beta1,
    beta2,
    epsilon,
  );
  return [];
}

export function movingAverage(
  engine: WasmEngine,
  { average, value }: { readonly average: TensorInfo; readonly value: TensorInfo },
  { decay }: { readonly decay: number },
): TensorInfo[] {
  const length = sizeOf(average.shape);
  engine.kernels.movingAverage(engine.address(average), engine.address(value), length, decay);
  return [];
}
