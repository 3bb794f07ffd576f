export { instantiateKernels, type Kernels } from './kernels.ts';
