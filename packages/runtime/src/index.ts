/** The public interface of `@comfy-edge/runtime`: model + seed → pixels, on tfjs's WASM backend. */
export { type AnimationOptions, encodeApng } from './animation/apng.ts';
export {
  type Animation,
  type AnimationFormat,
  animationTypes,
} from './animation/render-animation.ts';
export { assertSimd, boot, type Engine, type EngineModules } from './boot.ts';
export { type CodecModules, Codecs } from './codecs/codecs.ts';
export { contactSheet } from './contact-sheet.ts';
export { Encoder, type LatentDistribution } from './encoder.ts';
export { EngineError, type EngineErrorCode } from './engine-error.ts';
export { engineId } from './engine-id.gen.ts';
export { type GenerateOptions, Generator } from './generator.ts';
export { type DecoderModules, decodeImage } from './input/decode-image.ts';
export { decodePng } from './input/decode-png.ts';
export {
  type Background,
  backgrounds,
  type Conversion,
  type FittedImage,
  fitImage,
} from './input/fit-image.ts';
export { readImageHeader } from './input/image-header.ts';
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
  checkSignature,
  type ReceiptKey,
  type SignatureState,
} from './receipts/check-signature.ts';
export { compareReceipts, compareSignature, type Difference } from './receipts/differences.ts';
export {
  type EncodedFile,
  embedReceipt,
  findReceipt,
  type PictureFormat,
  pictureFormatOf,
  removeReceipt,
} from './receipts/embed.ts';
export type { EmbeddedReceipt } from './receipts/embedded-receipt.ts';
export {
  outputOf,
  parseReceipt,
  type Receipt,
  receiptText,
  recipeOf,
} from './receipts/receipt.ts';
export { ReceiptError } from './receipts/receipt-error.ts';
export { fromToken, signingInput, toToken } from './receipts/receipt-token.ts';
export {
  type FileOptions,
  makeFile,
  makeRecipeFile,
  type OriginalImage,
  type ReceiptedFile,
  type RecipeFile,
  type RecipeFileOptions,
} from './receipts/receipted-file.ts';
export { besideEachOther, sharedClasses } from './recipe/compare.ts';
export {
  type Drawer,
  type Drawing,
  type DrawOptions,
  drawComparison,
  drawForComparison,
  drawRecipe,
} from './recipe/draw.ts';
export { encodeLatent } from './recipe/latent-text.ts';
export type {
  DirectionStep,
  Path,
  Recipe,
  VersionName,
  Waypoint,
} from './recipe/recipe.ts';
export { framePositions, type LatentSpace, recipeAt } from './recipe/walk.ts';
export {
  mediaTypes,
  type Output,
  type OutputFormat,
  type Rendered,
  renderImages,
} from './render.ts';
export type { ClassBlend, ClassChoice } from './run/class-choice.ts';
export {
  DEFAULT_MAX_BYTES,
  Program,
  type ProgramNetwork,
  type ProgramOptions,
} from './run/program.ts';
