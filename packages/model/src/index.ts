/** The public interface of `@comfy-edge/model`: networks as data. Imports nothing of ours. */
export { convolutionAxis, transposedCrop } from './convolution-geometry.ts';
export { checkBudget, countMultiplyAdds } from './cost.ts';
export { findDirections } from './directions/find-directions.ts';
export {
  type LatentDirection,
  type LatentMove,
  moveLatent,
} from './directions/latent-direction.ts';
export { inputsOf } from './edges.ts';
export { evaluate } from './evaluate.ts';
export type {
  Activation,
  ActivationNode,
  AddNode,
  BatchNormNode,
  Bias,
  ClassEmbeddingNode,
  Conv2dNode,
  ConvTranspose2dNode,
  DenseNode,
  Epilogue,
  Graph,
  InputNode,
  InterleaveNode,
  KernelNode,
  Network,
  Node,
  Padding,
  ReshapeNode,
  Shape,
  Tensor,
  Weights,
} from './graph.ts';
export { hexOf } from './hex.ts';
export { inferShapes, outputShape, sizeOf } from './infer-shapes.ts';
export { slerp } from './latent/slerp.ts';
export { variationWeights, variedLatent } from './latent/varied-latent.ts';
export { type Budget, graphLimits, untrustedBudget } from './limits.ts';
export { canonicalJson } from './manifest/canonical-json.ts';
export { type Digest, isDigest, parseDigest, sha256Hex } from './manifest/digest.ts';
export {
  type BlobReference,
  type Manifest,
  manifestFormat,
  manifestLimits,
  type NetworkRole,
  networkRoles,
  type Parent,
  type PublishedNetwork,
  type StorageDecision,
} from './manifest/manifest.ts';
export {
  encodeManifest,
  manifestDigest,
  type ParseManifestOptions,
  parseManifest,
} from './manifest/parse-manifest.ts';
export { ModelError, type ModelErrorCode } from './model-error.ts';
export { parseGraph } from './parse-graph.ts';
export { compile } from './passes/compile.ts';
export { dropDeadNodes } from './passes/drop-dead-nodes.ts';
export { foldBatchNorms } from './passes/fold-batch-norms.ts';
export { foldEmbeddings } from './passes/fold-embeddings.ts';
export { fuseActivations } from './passes/fuse-activations.ts';
export { lowerTransposedConvolutions } from './passes/lower-transposed-convolutions.ts';
export type { JsonValue } from './plain-json.ts';
export { printGraph } from './print-graph.ts';
export { decodeBase64Url, encodeBase64Url } from './publication/base64-url.ts';
export {
  newPublisherKey,
  type PublisherKey,
  type PublisherPublicKey,
  parsePublisherKey,
  publicHalf,
  publisherKeyId,
} from './publication/publisher-key.ts';
export {
  isSignedBy,
  parseSignedStatement,
  type SignedStatement,
  signStatement,
} from './publication/signed-statement.ts';
export {
  describeStaleness,
  type PublicationStatement,
  statementFormat,
  statementLimits,
} from './publication/statement.ts';
export { exp } from './random/exponential.ts';
export { type LatentOptions, latentVector } from './random/latent.ts';
export { type PhiloxCounter, type PhiloxKey, philox4x32 } from './random/philox.ts';
export {
  RandomStream,
  type RandomStreamOptions,
  type RandomStreamState,
} from './random/random-stream.ts';
export { decodeFloat16, encodeFloat16 } from './storage/float16.ts';
export { permuteAxes } from './storage/permute.ts';
export {
  dequantize,
  type KernelStorage,
  type QuantizeOptions,
  quantize,
} from './storage/quantize.ts';
export {
  readSafetensors,
  type SafeTensor,
  type SafetensorsFile,
  writeSafetensors,
} from './storage/safetensors.ts';
export {
  checkStoredWeights,
  type StoredTensor,
  type StoredWeights,
} from './storage/stored-weights.ts';
export { decodeStoredWeights, decodeWeights, encodeWeights } from './storage/weights-file.ts';
export { checkWeights, countParameters, weightOf, weightShapes } from './weight-shapes.ts';
