/** tfjs kernels of our own, beyond those whose names tfjs knows; only the backend `wasm` has them. */
export const ourKernels = {
  leakyReluGradient: 'ComfyLeakyReluGradient',
  batchNormLeaky: 'ComfyBatchNormLeaky',
  batchNormLeakyGradient: 'ComfyBatchNormLeakyGradient',
  adamStep: 'ComfyAdamStep',
  movingAverage: 'ComfyMovingAverage',
} as const;
