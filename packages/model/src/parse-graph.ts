/**
 * Untrusted JSON → Graph. The schema bounds every number; `inferShapes` then checks the structure.
 */
import * as v from 'valibot';
import type { Graph, Node } from './graph.ts';
import { inferShapes } from './infer-shapes.ts';
import { graphLimits } from './limits.ts';
import { ModelError, type ModelErrorCode } from './model-error.ts';
import { isReservedKey, plainJson } from './plain-json.ts';

const integer = (least: number, most: number) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(least), v.maxValue(most));

const id = v.pipe(
  v.string(),
  v.maxLength(graphLimits.idLength),
  v.regex(/^[A-Za-z][A-Za-z0-9_.-]*$/),
  v.check((name) => !isReservedKey(name), 'expected a name that no object inherits'),
);
const dimension = integer(1, graphLimits.dimension);
const shape = v.union([
  v.strictTuple([dimension]),
  v.strictTuple([dimension, dimension, dimension]),
]);
const kernel = v.strictTuple([integer(1, graphLimits.kernel), integer(1, graphLimits.kernel)]);
const stride = integer(1, graphLimits.stride);
const zeros = integer(0, graphLimits.padding);

const activation = v.variant('fn', [
  v.strictObject({ fn: v.literal('relu') }),
  v.strictObject({
    fn: v.literal('leakyRelu'),
    slope: v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(1)),
  }),
  v.strictObject({ fn: v.literal('tanh') }),
]);

const epilogue = {
  bias: v.picklist(['none', 'shared', 'perClass']),
  gain: v.picklist(['none', 'perClass']),
  activation: v.exactOptional(activation),
};

const node = v.variant('op', [
  v.strictObject({ op: v.literal('input'), id, shape }),
  v.strictObject({
    op: v.literal('classEmbedding'),
    id,
    input: id,
    size: integer(1, graphLimits.embedding),
  }),
  v.strictObject({ op: v.literal('dense'), id, input: id, units: dimension, ...epilogue }),
  v.strictObject({
    op: v.literal('conv2d'),
    id,
    input: id,
    filters: dimension,
    kernel,
    stride,
    padding: v.union([v.literal('same'), v.strictTuple([zeros, zeros, zeros, zeros])]),
    ...epilogue,
  }),
  v.strictObject({
    op: v.literal('convTranspose2d'),
    id,
    input: id,
    filters: dimension,
    kernel,
    stride,
    ...epilogue,
  }),
  v.strictObject({
    op: v.literal('batchNorm'),
    id,
    input: id,
    epsilon: v.pipe(v.number(), v.finite(), v.minValue(1e-12), v.maxValue(1)),
    conditional: v.boolean(),
  }),
  v.strictObject({ op: v.literal('activation'), id, input: id, activation }),
  v.strictObject({ op: v.literal('add'), id, inputs: v.strictTuple([id, id]) }),
  v.strictObject({ op: v.literal('reshape'), id, input: id, shape }),
  v.strictObject({
    op: v.literal('interleave'),
    id,
    inputs: v.pipe(v.array(id), v.maxLength(graphLimits.stride ** 2)),
    factor: integer(1, graphLimits.stride),
  }),
]);

const graphSchema = v.strictObject({
  classCount: integer(1, graphLimits.classes),
  nodes: v.pipe(v.array(node), v.minLength(1), v.maxLength(graphLimits.nodes)),
});

/**
 * Parses a graph from JSON that anybody may have written.
 * @throws ModelError `graph_invalid`
 */
export function parseGraph(json: unknown): Graph {
  const graph: Graph = parseWith(graphSchema, plainJson(json, 'graph_invalid'), 'graph_invalid');
  inferShapes(graph);
  graph.nodes.forEach(checkReach);
  return graph;
}

/**
 * A transposed kernel smaller than its stride leaves pixels that nothing reaches, and lowering it
 * would multiply the weights by the phases of zeros: a small file could ask for gigabytes.
 */
function checkReach(node: Node): void {
  if (node.op !== 'convTranspose2d' || Math.min(...node.kernel) >= node.stride) return;
  throw new ModelError(
    'graph_invalid',
    `node "${node.id}": expected a kernel of at least the stride ${node.stride}, got ${node.kernel.join('×')}`,
  );
}

/** Parses by a valibot schema; the first issue becomes a ModelError that names its place. */
export function parseWith<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  code: ModelErrorCode,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const issue = result.issues[0];
  const path = v.getDotPath(issue);
  throw new ModelError(code, path ? `${path}: ${issue.message}` : issue.message);
}
