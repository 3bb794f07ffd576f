export { instantiateTrainingKernels, type TrainingKernels } from './training/training-kernels.ts';
