/**
 * A network as a list of steps for tfjs: what is decided before anything runs. A plan is plain data
 * and prints (`print-plan.ts`); `run-plan.ts` only carries it out.
 */
import {
  type Activation,
  convolutionAxis,
  type Graph,
  inferShapes,
  inputsOf,
  type Node,
  type Padding,
  type Shape,
  sizeOf,
} from '@comfy-edge/model';
import { EngineError } from './engine-error.ts';
import type { Parameter, Recipe } from './parameter.ts';

/** One kernel call. Parameters are given by name. */
export type Operation =
  /** activation((x · kernel) · gain + bias) */
  | ({ readonly op: 'dense'; readonly gain?: string } & Kernel)
  | ({ readonly op: 'conv2d'; readonly stride: number; readonly padding: ExplicitPadding } & Kernel)
  /** x · scale + offset, by channel. */
  | { readonly op: 'affine'; readonly scale: string; readonly offset: string }
  /** A row of values after those of the vector. */
  | { readonly op: 'append'; readonly row: string }
  | { readonly op: 'activation'; readonly activation: Activation }
  | { readonly op: 'add' }
  | { readonly op: 'reshape' }
  | { readonly op: 'interleave'; readonly factor: number };

/** Zeros in the order top, left, bottom, right. */
export type ExplicitPadding = Exclude<Padding, 'same'>;

interface Kernel {
  readonly kernel: string;
  readonly bias?: string;
  readonly activation?: Activation;
}

export type Step = Operation & {
  /** The value it makes, named like the node. */
  readonly id: string;
  readonly inputs: readonly string[];
  /** Without the batch axis. */
  readonly shape: Shape;
  /** Values that nothing after it reads. */
  readonly releases: readonly string[];
};

export interface Plan {
  readonly classCount: number;
  readonly input: { readonly id: string; readonly shape: Shape };
  readonly steps: readonly Step[];
  readonly output: { readonly id: string; readonly shape: Shape };
  readonly parameters: readonly Parameter[];
  /** Parameters that all classes share, in the WASM heap. */
  readonly sharedBytes: number;
  /** Parameters of one class. */
  readonly classBytes: number;
  /** Most that the values of one image take at once. */
  readonly valueBytes: number;
}

/**
 * Plans a graph whose transposed convolutions are lowered.
 *
 * @throws EngineError `model_unsupported` for a graph with a transposed convolution left or no step
 * @throws ModelError for a graph that is none
 */
export function planGraph(graph: Graph): Plan {
  const shapes = inferShapes(graph);
  const [first] = graph.nodes;
  const last = graph.nodes.at(-1);
  if (first?.op !== 'input' || last === undefined || last === first) {
    throw new EngineError('model_unsupported', 'expected an input and a node after it, got fewer');
  }
  const parameters: Parameter[] = [];
  const declare = (parameter: Omit<Parameter, 'bytes'>, copies: number) => {
    parameters.push({ ...parameter, bytes: 4 * copies * sizeOf(parameter.shape) });
    return parameter.name;
  };
  const lastReader = new Map<string, number>();
  graph.nodes.forEach((node, index) => {
    for (const id of inputsOf(node)) lastReader.set(id, index);
  });
  const steps: Step[] = [];
  graph.nodes.forEach((node, index) => {
    if (node.op === 'input') return;
    const inputs = inputsOf(node);
    const operation = planNode(
      node,
      inputs.map((id) => shapeAt(shapes, id)),
      declare,
    );
    const releases = [...new Set(inputs)].filter((id) => lastReader.get(id) === index);
    steps.push({ ...operation, id: node.id, inputs, shape: shapeAt(shapes, node.id), releases });
  });
  const bytesOf = (perClass: boolean) =>
    parameters.reduce((sum, it) => sum + (it.perClass === perClass ? it.bytes : 0), 0);
  return {
    classCount: graph.classCount,
    input: { id: first.id, shape: first.shape },
    steps,
    output: { id: last.id, shape: shapeAt(shapes, last.id) },
    parameters,
    sharedBytes: bytesOf(false),
    classBytes: bytesOf(true),
    valueBytes: peakBytes(first.shape, steps, shapes),
  };
}

type Declare = (parameter: Omit<Parameter, 'bytes'>, copies: number) => string;

function planNode(node: Node, inputs: readonly Shape[], declare: Declare): Operation {
  const channels = inputs[0]?.at(-1) ?? 0;
  switch (node.op) {
    case 'dense':
      return { op: 'dense', ...planKernel(node, [channels, node.units], declare) };
    case 'conv2d':
      return {
        op: 'conv2d',
        stride: node.stride,
        padding: explicitPadding(node, inputs[0]),
        ...planKernel(node, [...node.kernel, channels, node.filters], declare),
      };
    case 'batchNorm': {
      const { id, epsilon, conditional } = node;
      const part = (role: string, from: 'normScale' | 'normOffset') => {
        const recipe: Recipe = { from, node: id, epsilon, conditional };
        return declare(
          { name: `${id}/${role}`, shape: [channels], perClass: conditional, recipe },
          1,
        );
      };
      return {
        op: 'affine',
        scale: part('scale', 'normScale'),
        offset: part('offset', 'normOffset'),
      };
    }
    case 'classEmbedding': {
      const name = `${node.id}/table`;
      const recipe: Recipe = { from: 'row', weight: name };
      return {
        op: 'append',
        row: declare({ name, shape: [node.size], perClass: true, recipe }, 1),
      };
    }
    case 'activation':
      return { op: 'activation', activation: node.activation };
    case 'add':
    case 'reshape':
      return { op: node.op };
    case 'interleave':
      return { op: 'interleave', factor: node.factor };
    case 'input':
    case 'convTranspose2d':
      throw new EngineError('model_unsupported', `"${node.id}": expected no ${node.op} here`);
    default:
      return node satisfies never;
  }
}

/**
 * `same` as explicit zeros. The backend's own `same` gives zeros wherever a kernel is smaller than
 * its stride: XNNPACK's unsigned padding then wraps round.
 */
function explicitPadding(
  { padding, kernel, stride }: Extract<Node, { op: 'conv2d' }>,
  [height = 1, width = 1]: readonly number[] = [],
): ExplicitPadding {
  const vertical = convolutionAxis(height, kernel[0], stride, padding, 0);
  const horizontal = convolutionAxis(width, kernel[1], stride, padding, 1);
  return [vertical.before, horizontal.before, vertical.after, horizontal.after];
}

function planKernel(
  { op, id, gain, bias, activation }: Extract<Node, { op: 'dense' | 'conv2d' }>,
  shape: readonly number[],
  declare: Declare,
): Kernel & { readonly gain?: string } {
  const name = `${id}/kernel`;
  const gainName = `${id}/gain`;
  const own = (weight: string, recipe: Recipe, perClass: boolean) =>
    declare({ name: weight, shape: shape.slice(-1), perClass, recipe }, 1);
  const row = (weight: string) => own(weight, { from: 'row', weight }, true);
  const takesGain = gain === 'perClass' && op === 'conv2d';
  const recipe: Recipe = takesGain
    ? { from: 'gained', kernel: name, gain: gainName }
    : { from: 'weight', weight: name };
  const biasName = `${id}/bias`;
  return {
    kernel: declare({ name, shape, perClass: takesGain, recipe }, 2),
    ...(gain === 'perClass' && !takesGain && { gain: row(gainName) }),
    ...(bias === 'perClass' && { bias: row(biasName) }),
    ...(bias === 'shared' && { bias: own(biasName, { from: 'weight', weight: biasName }, false) }),
    ...(activation !== undefined && { activation }),
  };
}

/** Most bytes alive at once; the second copy that some steps make of their output counts, too. */
function peakBytes(
  input: Shape,
  steps: readonly Step[],
  shapes: ReadonlyMap<string, Shape>,
): number {
  let alive = sizeOf(input);
  let peak = alive;
  for (const step of steps) {
    const made = sizeOf(step.shape);
    peak = Math.max(peak, alive + 2 * made);
    alive += made - step.releases.reduce((sum, id) => sum + sizeOf(shapeAt(shapes, id)), 0);
  }
  return 4 * peak;
}

function shapeAt(shapes: ReadonlyMap<string, Shape>, id: string): Shape {
  const shape = shapes.get(id);
  if (shape === undefined) throw new EngineError('model_unsupported', `expected a node "${id}"`);
  return shape;
}
