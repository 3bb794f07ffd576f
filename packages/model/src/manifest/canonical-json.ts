/**
 * JSON Canonicalization Scheme (RFC 8785): one text for one value, so that its digest names it.
 * ECMAScript's own number and string serialization is what the RFC prescribes; keys are ordered by
 * UTF-16 code units; lone surrogates have no UTF-8 and are refused.
 */
import { ModelError } from '../model-error.ts';
import { type JsonValue, plainJson } from '../plain-json.ts';

/** @throws ModelError `manifest_invalid` for anything that is not plain, finite, bounded JSON. */
export function canonicalJson(value: unknown): string {
  return serialize(plainJson(value, 'manifest_invalid'));
}

function serialize(value: JsonValue): string {
  if (typeof value === 'string') return serializeString(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (isArray(value)) return `[${value.map(serialize).join()}]`;
  const members = Object.keys(value)
    .sort()
    .map((key) => `${serializeString(key)}:${serialize(value[key] ?? null)}`);
  return `{${members.join()}}`;
}

function serializeString(text: string): string {
  if (/\p{Surrogate}/u.test(text)) {
    throw new ModelError('manifest_invalid', 'expected well-formed text, got a lone surrogate');
  }
  return JSON.stringify(text);
}

/** `Array.isArray` for readonly arrays. */
function isArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
