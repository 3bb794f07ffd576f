/** Bytes ↔ Manifest. Only the canonical bytes are accepted, so a manifest has one digest. */
import * as v from 'valibot';
import { checkBudget } from '../cost.ts';
import type { Graph, Shape } from '../graph.ts';
import { outputShape } from '../infer-shapes.ts';
import { type Budget, graphLimits, untrustedBudget } from '../limits.ts';
import { ModelError } from '../model-error.ts';
import { parseGraph, parseWith } from '../parse-graph.ts';
import { isReservedKey, type JsonValue, plainJson } from '../plain-json.ts';
import { kernelAxes } from '../storage/quantize.ts';
import { canonicalJson } from './canonical-json.ts';
import { type Digest, isDigest, sha256Hex } from './digest.ts';
import { type Manifest, manifestFormat, manifestLimits } from './manifest.ts';

const text = v.pipe(v.string(), v.maxLength(manifestLimits.textLength));
const name = v.pipe(text, v.minLength(1));
const digest = v.pipe(
  v.string(),
  v.check(isDigest, 'expected 64 lower-case hexadecimal digits'),
  v.transform((hex) => hex as Digest),
);
const integer = (least: number, most: number) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(least), v.maxValue(most));
const count = integer(0, Number.MAX_SAFE_INTEGER);
const className = v.pipe(
  v.string(),
  v.maxLength(64),
  v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected a kebab-case class name'),
  v.check((key) => !isReservedKey(key), 'expected a name that no object inherits'),
);
const network = v.strictObject({
  graph: v.unknown(),
  weights: v.strictObject({ sha256: digest, sizeBytes: integer(1, manifestLimits.blobBytes) }),
  quantization: v.exactOptional(
    v.pipe(
      v.array(
        v.strictObject({
          weight: name,
          storage: v.picklist(['int8', 'float16', 'float32']),
          error: v.pipe(v.number(), v.finite(), v.minValue(0)),
          sizeBytes: integer(1, manifestLimits.blobBytes),
        }),
      ),
      v.maxLength(graphLimits.nodes),
    ),
  ),
});
const schema = v.strictObject({
  format: v.literal(manifestFormat),
  title: name,
  description: text,
  image: v.strictObject({
    height: integer(1, 1024),
    width: integer(1, 1024),
    channels: v.picklist([1, 3]),
  }),
  latent: v.strictObject({ size: integer(1, graphLimits.embedding) }),
  classes: v.pipe(
    v.array(className),
    v.minLength(1),
    v.maxLength(graphLimits.classes),
    v.check((names) => new Set(names).size === names.length, 'expected unique class names'),
  ),
  networks: v.strictObject({ generator: network, encoder: v.exactOptional(network) }),
  directions: v.exactOptional(
    v.pipe(
      v.array(
        v.strictObject({
          vector: v.array(v.pipe(v.number(), v.finite(), v.minValue(-100), v.maxValue(100))),
          explainedVariance: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
        }),
      ),
      v.maxLength(manifestLimits.directions),
    ),
  ),
  metrics: v.pipe(
    v.record(v.pipe(v.string(), v.minLength(1), v.maxLength(64)), v.pipe(v.number(), v.finite())),
    v.maxEntries(manifestLimits.metrics),
  ),
  training: v.strictObject({
    preset: name,
    seed: integer(0, 0xffffffff),
    steps: count,
    images: count,
    config: v.unknown(),
    parent: v.exactOptional(
      v.strictObject({ kind: v.picklist(['version', 'checkpoint']), sha256: digest }),
    ),
    weights: v.exactOptional(
      v.strictObject({
        sha256: digest,
        sizeBytes: integer(1, manifestLimits.trainingWeightsBytes),
      }),
    ),
  }),
  data: v.strictObject({ name, licence: name, source: text, sha256: v.exactOptional(digest) }),
  licence: name,
  createdAt: v.pipe(
    v.string(),
    v.check(isUtcTime, 'expected a time like 2026-11-22T10:00:00.000Z'),
  ),
});
type Parsed = v.InferOutput<typeof schema>;

export interface ParseManifestOptions {
  /** What each of the networks may cost. */
  readonly budget?: Budget;
}

/**
 * Parses a manifest that anybody may have written.
 * @throws ModelError `manifest_invalid`; `graph_invalid` for a network's graph or its cost.
 */
export function parseManifest(
  bytes: Uint8Array,
  { budget = untrustedBudget }: ParseManifestOptions = {},
): Manifest {
  if (bytes.length > manifestLimits.bytes) {
    throw invalid(`expected at most ${manifestLimits.bytes} bytes, got ${bytes.length}`);
  }
  const json = parseCanonical(bytes);
  const parsed = parseWith(schema, json, 'manifest_invalid');
  const { image, latent, networks } = parsed;
  const imageShape: Shape = [image.height, image.width, image.channels];
  const generator = publishedNetwork(parsed, networks.generator, budget, {
    role: 'generator',
    input: [latent.size],
    output: imageShape,
  });
  checkPixelRange(generator.graph);
  for (const [index, { vector }] of (parsed.directions ?? []).entries()) {
    if (vector.length === latent.size) continue;
    throw invalid(`directions/${index}: expected ${latent.size} values, got ${vector.length}`);
  }
  const encoder =
    networks.encoder &&
    publishedNetwork(parsed, networks.encoder, budget, {
      role: 'encoder',
      input: imageShape,
      output: [2 * latent.size],
    });
  return {
    ...parsed,
    networks: encoder ? { generator, encoder } : { generator },
    training: { ...parsed.training, config: plainJson(parsed.training.config, 'manifest_invalid') },
  };
}

/**
 * The canonical bytes of a manifest, checked as a reader will check them.
 * @throws ModelError as {@link parseManifest}
 */
export function encodeManifest(manifest: Manifest, options: ParseManifestOptions = {}): Uint8Array {
  const bytes = new TextEncoder().encode(canonicalJson(manifest));
  parseManifest(bytes, options);
  return bytes;
}

/** The model version: SHA-256 of the manifest's canonical bytes. */
export function manifestDigest(manifest: Manifest): Promise<Digest> {
  return sha256Hex(new TextEncoder().encode(canonicalJson(manifest)));
}

function parseCanonical(bytes: Uint8Array): JsonValue {
  let source: string;
  let json: unknown;
  try {
    source = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    json = JSON.parse(source);
  } catch (cause) {
    throw new ModelError('manifest_invalid', 'expected UTF-8 JSON, got other bytes', { cause });
  }
  const plain = plainJson(json, 'manifest_invalid');
  const canonical = canonicalJson(plain);
  if (canonical !== source) {
    let at = 0;
    while (canonical[at] === source[at]) at += 1;
    throw invalid(`expected canonical JSON (RFC 8785), got another spelling at character ${at}`);
  }
  return plain;
}

interface Expected {
  readonly role: string;
  readonly input: Shape;
  readonly output: Shape;
}

function publishedNetwork(
  { classes }: Parsed,
  { graph: json, weights, quantization }: Parsed['networks']['generator'],
  budget: Budget,
  { role, input, output }: Expected,
): Manifest['networks']['generator'] {
  const graph = parseGraph(json);
  if (graph.classCount !== classes.length) {
    throw invalid(`${role}: expected ${classes.length} classes, got ${graph.classCount}`);
  }
  const first = graph.nodes[0];
  expectShape(`${role}'s input`, input, first?.op === 'input' ? first.shape : []);
  expectShape(`${role}'s output`, output, outputShape(graph));
  checkBudget(graph, budget);
  if (quantization === undefined) return { graph, weights };
  const kernels = [...kernelAxes(graph).keys()].join();
  const decided = quantization.map(({ weight }) => weight).join();
  if (decided !== kernels) {
    throw invalid(`${role}: expected the quantization of ${kernels}, got that of ${decided}`);
  }
  return { graph, weights, quantization };
}

/** Pixels are in [-1, 1] after tanh, or linear and clamped by the engine. */
function checkPixelRange(graph: Graph): void {
  const last = graph.nodes.at(-1);
  const fn = last && 'activation' in last ? last.activation?.fn : undefined;
  if (fn !== undefined && fn !== 'tanh') {
    throw invalid(`generator's output: expected tanh or no activation, got ${fn}`);
  }
}

function expectShape(what: string, expected: Shape, actual: readonly number[]): void {
  if (actual.join() !== expected.join()) {
    throw invalid(`${what}: expected shape [${expected.join()}], got [${actual.join()}]`);
  }
}

function isUtcTime(time: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/.test(time)) return false;
  const date = new Date(time);
  return Number.isFinite(date.getTime()) && date.toISOString().startsWith(time.slice(0, 19));
}

function invalid(message: string): ModelError {
  return new ModelError('manifest_invalid', message);
}
