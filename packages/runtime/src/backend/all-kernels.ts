/**
 * tfjs's WASM backend with every kernel: for Node, which cannot import the package's modules one by
 * one, since they name each other without extensions.
 */
export { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
