/**
 * The HTTP contract in TypeScript: types generated from openapi.yaml, the problem codes, and the rule of quality gates.
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
export {
  type GateFailure,
  judge,
  type Metrics,
  type QualityPolicy,
  type QualityRule,
} from './quality-gate.ts';
