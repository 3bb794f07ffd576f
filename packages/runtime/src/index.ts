/** The public interface of `@comfy-edge/runtime`: model + seed → pixels, on tfjs's WASM backend. */
export { boot, type Engine } from './boot.ts';
export { contactSheet } from './contact-sheet.ts';
export { Encoder, type LatentDistribution } from './encoder.ts';
export { EngineError, type EngineErrorCode } from './engine-error.ts';
export { engineId } from './engine-id.gen.ts';
export { type GenerateOptions, Generator } from './generator.ts';
export {
  type LoadedModel,
  type LoadModelOptions,
  loadEncoder,
  loadModel,
} from './load-model.ts';
export type { Parameter, Recipe } from './parameter.ts';
export { fromBytes, type Image, toBytes } from './pixels.ts';
export { type Operation, type Plan, planGraph, type Step } from './plan.ts';
export { encodePng } from './png.ts';
export { printPlan } from './print-plan.ts';
export { DEFAULT_MAX_BYTES, Program, type ProgramOptions } from './program.ts';
