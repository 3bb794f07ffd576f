/**
 * A network as a list of steps with every byte in its place: what is decided before anything runs. A
 * plan is plain data and prints (`print-plan.ts`); `run/` only carries it out.
 *
 * All of it is one block of memory: constants, rows, packed weights, tables of addresses, and the arena
 * for values and scratch (`arena.ts`). Its size is known here, and nothing is allocated afterwards.
 */
import { pitchOf } from '@comfy-edge/kernels';
import {
  type Graph,
  inferShapes,
  inputsOf,
  type Node,
  type Shape,
  sizeOf,
} from '@comfy-edge/model';
import { EngineError } from '../engine-error.ts';
import { aligned, type Buffer, layOut } from './arena.ts';
import type { ClassRow } from './class-row.ts';
import { costsOf, type Operation, planOperation } from './operation.ts';

/** A value of one image, images one behind another. */
export interface Value {
  readonly id: string;
  /** Without the batch axis. */
  readonly shape: Shape;
  /** Byte offset in the block. */
  readonly offset: number;
}

export type Step = Operation &
  Value & {
    readonly inputs: readonly Value[];
    /** Byte offsets in the block of what only this step uses; 0 for none. */
    readonly weights: number;
    readonly tables: number;
    readonly scratch: number;
  };

export interface Plan {
  readonly classCount: number;
  /** Images that are computed at once. */
  readonly images: number;
  readonly input: Value;
  readonly steps: readonly Step[];
  readonly output: Value;
  /** Where the last layer may put bytes, `[images, …output]` u8. */
  readonly pixels: number;
  readonly rows: readonly (ClassRow & { readonly offset: number })[];
  /** Multiplications of one image as the algorithms do them. */
  readonly multiplyAdds: number;
  readonly memory: Memory;
}

/** Bytes of the block, part by part. */
export interface Memory {
  /** Zeros and ones for the widest layer. */
  readonly constants: number;
  readonly rows: number;
  readonly weights: number;
  readonly tables: number;
  readonly arena: number;
  readonly total: number;
}

/** Batches that are considered, and the bytes of arena and tables that a batch of more than one may take. */
const BATCHES = [16, 8, 4, 2];
const BATCH_BYTES = 8 * 1024 * 1024;

/**
 * Plans a graph for the largest batch whose values stay small.
 *
 * @throws EngineError `model_unsupported` for a graph with no step
 * @throws ModelError for a graph that is none
 */
export function planGraph(graph: Graph): Plan {
  for (const images of BATCHES) {
    const plan = planBatch(graph, images);
    if (plan.memory.arena + plan.memory.tables <= BATCH_BYTES) return plan;
  }
  return planBatch(graph, 1);
}

/** Bytes of a value for one image: the last axis filled up to a multiple of 8. */
export function valueBytes(shape: Shape): number {
  const channels = shape.at(-1) ?? 1;
  return (4 * sizeOf(shape) * pitchOf(channels)) / channels;
}

function planBatch(graph: Graph, images: number): Plan {
  const shapes = inferShapes(graph);
  const [first] = graph.nodes;
  const last = graph.nodes.at(-1);
  if (first?.op !== 'input' || last === undefined || last === first) {
    throw new EngineError('model_unsupported', 'expected an input and a node after it, got fewer');
  }
  const shapeOf = (id: string) => shapeAt(shapes, id);
  const nodes = graph.nodes.slice(1);
  const rows: ClassRow[] = [];
  const operations = nodes.map((node) =>
    planOperation(node, shapeOf, images, (row) => rows.push(row)),
  );

  // Buffers of the arena: the input, then what each step makes and works in, then the pixels.
  const buffers: Buffer[] = [];
  const addBuffer = (bytes: number, from: number, to: number) =>
    buffers.push({ bytes: images * bytes, first: from, last: to }) - 1;
  const homes = homesOf(nodes, operations);
  const lastReader = lastReaders(nodes, homes);
  lastReader.set(homes.get(last.id) ?? last.id, nodes.length);
  const bufferOf = new Map([
    [first.id, addBuffer(valueBytes(first.shape), -1, lastReader.get(first.id) ?? -1)],
  ]);
  const scratchOf = nodes.map((node, step) => {
    if (homes.get(node.id) === node.id) {
      const until = lastReader.get(node.id) ?? step;
      bufferOf.set(node.id, addBuffer(valueBytes(shapeOf(node.id)), step, until));
    }
    const bytes = costsOf(operations[step])?.scratchBytes ?? 0;
    return bytes === 0 ? undefined : buffers.push({ bytes, first: step, last: step }) - 1;
  });
  const pixels = addBuffer(sizeOf(shapeOf(last.id)), nodes.length - 1, nodes.length);
  const arena = layOut(buffers);

  const parts = new Blocks();
  const widest = Math.max(...[...shapes.values()].map((shape) => pitchOf(shape.at(-1) ?? 1)));
  parts.add('constants', 2 * aligned(4 * widest));
  const placedRows = rows.map((row) => {
    // One more than there are classes: for a row between two of them.
    const copies = row.perClass ? graph.classCount + 1 : 1;
    return { ...row, offset: parts.add('rows', 4 * copies * pitchOf(row.channels)) };
  });
  const weights = operations.map((it) => parts.add('weights', costsOf(it)?.weightBytes ?? 0));
  const tables = operations.map((it) => parts.add('tables', costsOf(it)?.tableBytes ?? 0));
  const arenaStart = parts.add('arena', arena.bytes);
  const bufferOffset = (buffer: number | undefined) =>
    buffer === undefined ? 0 : arenaStart + (arena.offsets[buffer] ?? 0);
  const valueAt = (id: string): Value => ({
    id,
    shape: shapeOf(id),
    offset: bufferOffset(bufferOf.get(homes.get(id) ?? id)),
  });
  return {
    classCount: graph.classCount,
    images,
    input: valueAt(first.id),
    steps: operations.map((operation, step) => {
      const node = nodes[step] ?? last;
      return {
        ...operation,
        ...valueAt(node.id),
        inputs: inputsOf(node).map(valueAt),
        weights: weights[step] ?? 0,
        tables: tables[step] ?? 0,
        scratch: bufferOffset(scratchOf[step]),
      };
    }),
    output: valueAt(last.id),
    pixels: bufferOffset(pixels),
    rows: placedRows,
    multiplyAdds: operations.reduce((sum, it) => sum + (costsOf(it)?.multiplyAdds ?? 0), 0),
    memory: parts.sizes(),
  };
}

/** Where each value lies: with whom it shares its place when it is but another shape, else with itself. */
function homesOf(
  nodes: readonly Node[],
  operations: readonly Operation[],
): ReadonlyMap<string, string> {
  const homes = new Map<string, string>();
  nodes.forEach((node, step) => {
    const operation = operations[step];
    const shares = node.op === 'reshape' && operation?.op === 'reshape' && !operation.copies;
    homes.set(node.id, shares ? (homes.get(node.input) ?? node.input) : node.id);
  });
  return homes;
}

function lastReaders(
  nodes: readonly Node[],
  homes: ReadonlyMap<string, string>,
): Map<string, number> {
  const lastReader = new Map<string, number>();
  nodes.forEach((node, step) => {
    for (const id of inputsOf(node)) lastReader.set(homes.get(id) ?? id, step);
  });
  return lastReader;
}

/** The block's parts, one behind another. */
class Blocks {
  readonly #sizes = { constants: 0, rows: 0, weights: 0, tables: 0, arena: 0 };
  #end = 0;

  /** @returns its offset */
  add(part: Exclude<keyof Memory, 'total'>, bytes: number): number {
    const offset = this.#end;
    this.#sizes[part] += aligned(bytes);
    this.#end += aligned(bytes);
    return offset;
  }

  sizes(): Memory {
    return { ...this.#sizes, total: this.#end };
  }
}

function shapeAt(shapes: ReadonlyMap<string, Shape>, id: string): Shape {
  const shape = shapes.get(id);
  if (shape === undefined) throw new EngineError('model_unsupported', `expected a node "${id}"`);
  return shape;
}
