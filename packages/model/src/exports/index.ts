/** Networks in other libraries' formats: written here for the trainer's files and for the edge's URLs. */
export { classInput, type ExportedNetwork, readsClass } from './exported-network.ts';
export { exportOnnx } from './onnx/export-onnx.ts';
export { publishedNetwork } from './published-network.ts';
export { exportTfjs } from './tfjs/export-tfjs.ts';
