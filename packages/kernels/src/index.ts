/** The public interface of `@comfy-edge/kernels`: what the edge generates with, what the trainer trains with. */
export {
  type Convolution,
  type ConvolutionCost,
  type Epilogue,
  type Phase,
  type PhaseAxis,
  type Placement,
  pitchOf,
  type RunConvolution,
  STAGING_BYTES,
  type Staging,
} from './generation/convolution.ts';
export { type DensePlan, planDense, prepareDense } from './generation/dense.ts';
export { type DirectPlan, planDirect, prepareDirect } from './generation/direct.ts';
export {
  type FewOutputsPlan,
  planFewOutputs,
  prepareFewOutputs,
  type RunFewOutputs,
} from './generation/few-outputs.ts';
export {
  type Address,
  type GenerationKernels,
  instantiateGenerationKernels,
} from './generation/generation-kernels.ts';
export { prepareWinograd } from './generation/winograd.ts';
export { planWinograd, type WinogradPlan } from './generation/winograd-plan.ts';
export { instantiateTrainingKernels, type TrainingKernels } from './training/training-kernels.ts';
