/** The public interface of `@comfy-edge/runtime`: model + seed → pixels, on tfjs's WASM backend. */
export { type AnimationOptions, encodeApng } from './apng.ts';
export { boot, type Engine, type EngineModules } from './boot.ts';
export { type CodecModules, Codecs } from './codecs/codecs.ts';
export { contactSheet } from './contact-sheet.ts';
export { Encoder, type LatentDistribution } from './encoder.ts';
export { EngineError, type EngineErrorCode } from './engine-error.ts';
export { engineId } from './engine-id.gen.ts';
export { type GenerateOptions, Generator } from './generator.ts';
export { type DecoderModules, decodeImage } from './input/decode-image.ts';
export {
  type Background,
  backgrounds,
  type Conversion,
  type FittedImage,
  fitImage,
} from './input/fit-image.ts';
export { ImageInputError, type ImageInputErrorCode } from './input/image-input-error.ts';
export {
  type LoadedModel,
  type LoadModelOptions,
  loadEncoder,
  loadModel,
} from './load-model.ts';
export { encodeNpy, type NpyTensor } from './npy.ts';
export { fromBytes, type Image, toBytes } from './pixels.ts';
export type { Operation } from './plan/operation.ts';
export {
  type Memory,
  type Plan,
  planGraph,
  type Step,
  type Value,
} from './plan/plan.ts';
export { printPlan } from './plan/print-plan.ts';
export { encodePng } from './png.ts';
export {
  type EncodedFile,
  embedReceipt,
  findReceipt,
  type PictureFormat,
  pictureFormatOf,
  removeReceipt,
} from './receipts/embed.ts';
export type { EmbeddedReceipt } from './receipts/embedded-receipt.ts';
export { parseReceipt, type Receipt, ReceiptError, receiptText } from './receipts/receipt.ts';
export {
  type FileOptions,
  makeFile,
  type OriginalImage,
  type ReceiptedFile,
} from './receipts/receipted-file.ts';
export {
  mediaTypes,
  type Output,
  type OutputFormat,
  type Rendered,
  renderImages,
  resizeImage,
} from './render.ts';
export type { ClassBlend, ClassChoice } from './run/class-choice.ts';
export {
  DEFAULT_MAX_BYTES,
  Program,
  type ProgramNetwork,
  type ProgramOptions,
} from './run/program.ts';
