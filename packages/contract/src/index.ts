/**
 * The HTTP contract in TypeScript: types generated from openapi.yaml and the problem codes.
 * The document itself is at `@comfy-edge/contract/document`, so that clients do not carry it.
 */

export type { components, operations, paths } from './openapi.gen.ts';
export {
  type Problem,
  type ProblemCode,
  problemCodes,
  problemMediaType,
  problems,
  problemType,
} from './problem.ts';
