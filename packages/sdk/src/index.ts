/** The typed client of Comfy Edge: seeds in, images out. */

export { ComfyEdge, type ComfyEdgeOptions, type Health } from './comfy-edge.ts';
export { EdgeImage } from './edge-image.ts';
export { AuthenticationError, isAuthenticationError } from './errors/authentication-error.ts';
export { BadRequestError, isBadRequestError } from './errors/bad-request-error.ts';
export { ComfyEdgeError, isComfyEdgeError } from './errors/comfy-edge-error.ts';
export { ConflictError, isConflictError } from './errors/conflict-error.ts';
export { ConnectionError, isConnectionError } from './errors/connection-error.ts';
export { isNotFoundError, NotFoundError } from './errors/not-found-error.ts';
export { isPermissionError, PermissionError } from './errors/permission-error.ts';
export { isRateLimitError, RateLimitError } from './errors/rate-limit-error.ts';
export { isServerError, ServerError } from './errors/server-error.ts';
export { isTimeoutError, TimeoutError } from './errors/timeout-error.ts';
export type { ImageFile } from './image-file.ts';
export type { ImageEvent, StreamOptions } from './resources/image-events.ts';
export type { ImagePart } from './resources/image-parts.ts';
export type {
  GenerateParameters,
  GenerateResult,
  ImageAddress,
  Sheet,
  SheetParameters,
} from './resources/images.ts';
export type {
  CompareParameters,
  Comparison,
  Directions,
  DirectionsParameters,
  EncodeParameters,
  Encoding,
  InterpolateParameters,
  Interpolation,
  Picture,
  Reconstruction,
  ReconstructParameters,
  Variations,
  VaryParameters,
} from './resources/latents.ts';
export type {
  ListParameters,
  Model,
  ModelExport,
  ModelList,
  ModelListItem,
  ModelVersion,
} from './resources/models.ts';
export type { PublicKey, Publisher, RevokedPublisher } from './resources/publishers.ts';
export type { ReceiptKeys, Verification } from './resources/receipts.ts';
export type {
  Alias,
  AliasCondition,
  Canary,
  Promotion,
  PutVersionOptions,
  QualityPolicy,
  Split,
  StoredBlob,
  StoredVersion,
  Why,
} from './resources/registry.ts';
export type { Fetch, FetchInit, FetchResponse, ResponseHeaders } from './transport/fetch.ts';
export type { RequestOptions } from './transport/transport.ts';
