/**
 * The first gate for JSON from strangers: plain values of bounded number and depth, and no key that
 * every object inherits (`__proto__`, `constructor`, `toString` …).
 *
 * valibot's `strictObject` asks `key in entries`, so inherited names pass it as if they were known,
 * and `record` drops `__proto__`, `prototype` and `constructor` without a word. They are refused
 * here instead, before any schema looks.
 */
import { ModelError, type ModelErrorCode } from './model-error.ts';

export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

const maxDepth = 32;
const maxValues = 200_000;

/**
 * Narrows `value` to plain JSON.
 * @throws ModelError with the given code.
 */
export function plainJson(value: unknown, code: ModelErrorCode): JsonValue {
  let values = 0;
  const visit = (current: unknown, depth: number): void => {
    values += 1;
    if (values > maxValues)
      throw new ModelError(code, `expected at most ${maxValues} values, got more`);
    if (depth > maxDepth)
      throw new ModelError(code, `expected nesting up to ${maxDepth}, got deeper`);
    switch (typeof current) {
      case 'string':
      case 'boolean':
        return;
      case 'number':
        if (!Number.isFinite(current))
          throw new ModelError(code, `expected finite numbers, got ${current}`);
        return;
      case 'object':
        if (current === null) return;
        if (Array.isArray(current)) {
          for (const item of current) visit(item, depth + 1);
          return;
        }
        visitObject(current, depth);
        return;
      default:
        throw new ModelError(code, `expected JSON, got a value of type ${typeof current}`);
    }
  };
  const visitObject = (object: object, depth: number): void => {
    const prototype: unknown = Object.getPrototypeOf(object);
    if (prototype !== Object.prototype && prototype !== null) {
      throw new ModelError(code, 'expected plain objects, got an instance of a class');
    }
    for (const [key, item] of Object.entries(object)) {
      if (isReservedKey(key))
        throw new ModelError(code, `expected own names as keys, got "${key}"`);
      visit(item, depth + 1);
    }
  };
  visit(value, 0);
  return value as JsonValue;
}

/** Whether every object or class answers to this key without being given it. */
export function isReservedKey(key: string): boolean {
  return key in Object.prototype || key === 'prototype';
}
