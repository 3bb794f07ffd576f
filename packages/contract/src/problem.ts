/**
 * The problems of the API: RFC 9457 bodies, each code with its one status and one title.
 * The codes are those of `ProblemCode` in openapi.yaml; a missing or surplus one fails to compile.
 */

import type { components } from './openapi.gen.ts';

/** What went wrong, for programs. */
export type ProblemCode = components['schemas']['ProblemCode'];

/** The body of every answer with a status of 400 or more. */
export type Problem = components['schemas']['Problem'];

/** The media type of a `Problem`. */
export const problemMediaType = 'application/problem+json';

/** Every code with the status it always has and the title it always has. */
export const problems = {
  invalid_json: { status: 400, title: 'The body is not valid JSON' },
  invalid_request: { status: 400, title: 'The request is invalid' },
  unauthenticated: { status: 401, title: 'A valid API key is needed' },
  key_revoked: { status: 401, title: 'The API key was revoked' },
  key_expired: { status: 401, title: 'The API key has expired' },
  insufficient_scope: { status: 403, title: 'The API key lacks a scope' },
  route_not_found: { status: 404, title: 'There is nothing at this path' },
  key_not_found: { status: 404, title: 'There is no such key' },
  model_not_found: { status: 404, title: 'There is no such model' },
  alias_not_found: { status: 404, title: 'There is no such alias' },
  version_not_found: { status: 404, title: 'There is no such version' },
  export_not_found: { status: 404, title: 'The version has no such export' },
  canary_not_found: { status: 404, title: 'The alias has no canary' },
  publisher_not_found: { status: 404, title: 'There is no such publisher' },
  method_not_allowed: { status: 405, title: 'The path does not take this method' },
  not_acceptable: {
    status: 406,
    title: 'None of the acceptable media types can be produced',
  },
  blob_missing: { status: 409, title: 'A blob that the manifest names is not stored' },
  idempotency_in_progress: { status: 409, title: 'The first request is still being answered' },
  statement_superseded: { status: 409, title: 'A newer statement was accepted already' },
  older_version: { status: 409, title: 'The version is older than the one in its place' },
  below_quality_gate: { status: 409, title: "The version is below the alias's quality gate" },
  rollback_impossible: { status: 409, title: 'There is nothing to go back to' },
  version_in_use: { status: 409, title: 'The version is in use' },
  precondition_failed: { status: 412, title: 'The alias has changed' },
  payload_too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'The body has the wrong media type' },
  encoder_missing: { status: 422, title: 'The version has no encoder' },
  image_invalid: { status: 422, title: 'The image cannot be read' },
  image_unsupported: { status: 422, title: 'The image is of a kind that is not taken' },
  image_too_large: { status: 422, title: 'The image has too many pixels' },
  idempotency_mismatch: { status: 422, title: 'The Idempotency-Key came with another request' },
  versions_incomparable: { status: 422, title: 'The versions cannot be compared' },
  unknown_direction: { status: 422, title: 'The version publishes no such direction' },
  unknown_class: { status: 422, title: 'The model has no such class' },
  unsupported_size: { status: 422, title: 'The images cannot be had in that size' },
  receipt_missing: { status: 422, title: 'The image carries no receipt' },
  receipt_invalid: { status: 422, title: 'The receipt is not one of ours' },
  digest_mismatch: { status: 422, title: 'The body does not hash to its name' },
  invalid_manifest: { status: 422, title: 'The body is not a valid manifest' },
  statement_missing: { status: 422, title: 'Nobody signed the version' },
  statement_invalid: { status: 422, title: 'The statement does not vouch for this version' },
  statement_expired: { status: 422, title: 'The statement is not valid at this time' },
  publisher_untrusted: { status: 422, title: 'The publisher is not believed' },
  precondition_required: { status: 428, title: 'The request must be conditional' },
  quota_exceeded: { status: 429, title: 'A quota of the API key is used up' },
  too_many_requests: { status: 429, title: 'Too many requests came from this address' },
  internal_error: { status: 500, title: 'Something went wrong on our side' },
  model_unavailable: { status: 503, title: 'The model cannot be used at the moment' },
  object_in_collection: { status: 503, title: 'The object is just being deleted' },
  storage_unavailable: { status: 503, title: 'The storage does not answer' },
  not_ready: { status: 503, title: 'The service is not able to work' },
  ledger_unavailable: { status: 503, title: 'The ledger of the API key does not answer' },
  overloaded: { status: 503, title: 'There is too much to do at the moment' },
} as const satisfies Record<ProblemCode, { status: number; title: string }>;

/** Every problem code. */
export const problemCodes = Object.keys(problems) as readonly ProblemCode[];

/** The `type` of a problem with this code. */
export function problemType(code: ProblemCode): string {
  return `urn:comfy-edge:problem:${code}`;
}
