/** The typed client of Comfy Edge: seeds in, images out. */

export {
  ComfyEdge,
  type ComfyEdgeOptions,
  type Contract,
  type Health,
  type Readiness,
} from './comfy-edge.ts';
export { EdgeImage } from './edge-image.ts';
export type { EdgePromise, WithResponse } from './edge-promise.ts';
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
export { ImageFile, type WithFiles } from './image-file.ts';
export type { PagedList } from './paged-list.ts';
export type { Picture } from './picture.ts';
export type {
  Alias,
  AliasCondition,
  AliasRevision,
  Canary,
  HistoryParameters,
  IfMatch,
  PutAliasParameters,
  PutCanaryParameters,
  PutPolicyParameters,
  QualityPolicy,
  Split,
  Why,
} from './resources/aliases.ts';
export type { AuditEntry, AuditParameters } from './resources/audit.ts';
export type {
  CollectGarbageParameters,
  GarbageCollection,
  StoredBlob,
} from './resources/blobs.ts';
export type { CompareParameters, Comparison } from './resources/comparisons.ts';
export type { EncodeParameters, Encoding } from './resources/encodings.ts';
export type { ImageEvent, StreamOptions } from './resources/image-events.ts';
export type { ImagePart } from './resources/image-parts.ts';
export type {
  GenerateParameters,
  GenerateResult,
  ImageAddress,
  Sheet,
  SheetParameters,
} from './resources/images.ts';
export type { InterpolateParameters, Interpolation } from './resources/interpolations.ts';
export type {
  CreatedKey,
  CreateKeyParameters,
  Key,
  ListKeysParameters,
} from './resources/keys.ts';
export type {
  Directions,
  DirectionsParameters,
  ListParameters,
  Model,
  ModelExport,
  ModelListItem,
  ModelVersion,
  PutVersionParameters,
  StoredVersion,
} from './resources/models.ts';
export type {
  AddPublisherParameters,
  PublicKey,
  Publisher,
  RevokedPublisher,
} from './resources/publishers.ts';
export type { Reconstruction, ReconstructParameters } from './resources/reconstructions.ts';
export type { UsageParameters, UsageRow } from './resources/usage.ts';
export type { VariationsResult, VaryParameters } from './resources/variations.ts';
export type { Evidence, ReceiptKeys, Verification } from './resources/verifications.ts';
export type { Fetch, FetchInit, FetchResponse, ResponseHeaders } from './transport/fetch.ts';
export type { RequestOptions } from './transport/transport.ts';
