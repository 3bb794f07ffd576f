/** Fused batch normalization and LeakyReLU as tfjs kernels, over `packages/kernels`' `batch-norm.ts`. */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { sizeOf, type WasmEngine } from './engine.ts';

export interface BatchNormInputs {
  /** `[batch, ..., channels]` */
  readonly x: TensorInfo;
  /** `[channels]` or `[batch, channels]` */
  readonly gamma: TensorInfo;
  readonly beta: TensorInfo;
}

export interface BatchNormAttributes {
  readonly epsilon: number;
  readonly slope: number;
}

/** y, mean, variance. */
export function batchNormLeaky(
  engine: WasmEngine,
  { x, gamma, beta }: BatchNormInputs,
  { epsilon, slope }: BatchNormAttributes,
): TensorInfo[] {
  const { batch, inner, channels, affineStride } = geometry(x, gamma, beta);
  const y = engine.create(x.shape);
  const mean = engine.create([channels]);
  const variance = engine.create([channels]);
  engine.scratch([2 * channels * 4], (scratch = 0) => {
    const { kernels } = engine;
    const [source, means, variances] = [
      engine.address(x),
      engine.address(mean),
      engine.address(variance),
    ];
    kernels.batchMoments(source, means, variances, batch * inner, channels);
    kernels.batchNormLeaky(
      source,
      means,
      variances,
      engine.address(gamma),
      engine.address(beta),
      engine.address(y),
      scratch,
      batch,
      inner,
      channels,
      affineStride,
      epsilon,
      slope,
    );
  });
  return [y, mean, variance];
}

/** dx, dGamma, dBeta. */
export function batchNormLeakyGradient(
  engine: WasmEngine,
  inputs: BatchNormInputs & { dy: TensorInfo; mean: TensorInfo; variance: TensorInfo },
  { epsilon, slope }: BatchNormAttributes,
): TensorInfo[] {
  const { x, gamma, beta, dy, mean, variance } = inputs;
  const { batch, inner, channels, affineStride } = geometry(x, gamma, beta);
  const dx = engine.create(x.shape);
  const dGamma = engine.create(gamma.shape);
  const dBeta = engine.create(beta.shape);
  const perExample = batch * channels * 4;
  engine.scratch(
    [6 * channels * 4, perExample, perExample],
    (scratch = 0, gammas = 0, betas = 0) => {
      const shared = affineStride === 0;
      const { kernels } = engine;
      kernels.batchNormLeakyGradient(
        engine.address(x),
        engine.address(dy),
        engine.address(mean),
        engine.address(variance),
        engine.address(gamma),
        engine.address(beta),
        engine.address(dx),
        shared ? gammas : engine.address(dGamma),
        shared ? betas : engine.address(dBeta),
        scratch,
        batch,
        inner,
        channels,
        affineStride,
        epsilon,
        slope,
      );
      if (shared) {
        kernels.sumAxis(gammas, engine.address(dGamma), 1, batch, channels, 1);
        kernels.sumAxis(betas, engine.address(dBeta), 1, batch, channels, 1);
      }
    },
  );
  return [dx, dGamma, dBeta];
}

function geometry(x: TensorInfo, gamma: TensorInfo, beta: TensorInfo) {
  const batch = x.shape[0] ?? 0;
  const channels = x.shape.at(-1) ?? 0;
  const inner = sizeOf(x.shape.slice(1, -1));
  const size = sizeOf(gamma.shape);
  const perExample = gamma.shape.length === 2;
  if (size !== (perExample ? batch : 1) * channels || sizeOf(beta.shape) !== size) {
    throw new Error(
      `batch normalization of [${x.shape}]: expected gamma and beta [${channels}] or [${batch},${channels}], got [${gamma.shape}] and [${beta.shape}]`,
    );
  }
  return { batch, inner, channels, affineStride: perExample ? channels * 4 : 0 };
}
