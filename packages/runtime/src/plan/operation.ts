/**
 * What a node of a graph becomes: the operation of one step, with the algorithm that computes it and the
 * rows that it needs, declared by name (`class-row.ts`).
 */
import { type DensePlan, pitchOf, planDense } from '@comfy-edge/kernels';
import { type Activation, type KernelNode, type Node, type Shape, sizeOf } from '@comfy-edge/model';
import { EngineError } from '../engine-error.ts';
import { type ConvolutionPlan, chooseAlgorithm } from './choose-algorithm.ts';
import type { ClassRow, Recipe } from './class-row.ts';
import { convolutionOf } from './convolution-of.ts';

/** What a step does. Rows are given by name. */
export type Operation =
  | ({ readonly op: 'dense'; readonly units: number; readonly plan: DensePlan } & Epilogue)
  | ({
      readonly op: 'convolution';
      readonly node: Extract<KernelNode, { op: 'conv2d' | 'convTranspose2d' }>;
      readonly plan: ConvolutionPlan;
    } & Epilogue)
  /** x · gain + bias, by channel. */
  | { readonly op: 'affine'; readonly gain: string; readonly bias: string }
  /** A row of values after those of the vector. */
  | { readonly op: 'append'; readonly row: string }
  | { readonly op: 'activation'; readonly activation: Activation }
  | { readonly op: 'add' }
  /** The same values; a copy only where channels are filled up differently. */
  | { readonly op: 'reshape'; readonly copies: boolean }
  | { readonly op: 'interleave'; readonly factor: number };

/** activation(product · gain + bias) */
interface Epilogue {
  readonly gain?: string;
  readonly bias?: string;
  readonly activation?: Activation;
}

type ShapeOf = (id: string) => Shape;
type DeclareRow = (row: ClassRow) => void;

/**
 * @param images that are computed at once
 * @throws EngineError `model_unsupported` for an input
 */
export function planOperation(
  node: Node,
  shapeOf: ShapeOf,
  images: number,
  declare: DeclareRow,
): Operation {
  switch (node.op) {
    case 'dense': {
      const plan = planDense(sizeOf(shapeOf(node.input)), node.units, images);
      return { op: 'dense', units: node.units, plan, ...planEpilogue(node, node.units, declare) };
    }
    case 'conv2d':
    case 'convTranspose2d': {
      const convolution = convolutionOf(node, shapeOf(node.input));
      const plan = chooseAlgorithm(convolution, images, node);
      return { op: 'convolution', node, plan, ...planEpilogue(node, node.filters, declare) };
    }
    case 'batchNorm': {
      const { id, epsilon, conditional: perClass } = node;
      const channels = shapeOf(id).at(-1) ?? 1;
      const part = (role: string, from: 'normScale' | 'normOffset') => {
        const recipe: Recipe = { from, node: id, epsilon };
        declare({ name: `${id}/${role}`, channels, perClass, recipe });
        return `${id}/${role}`;
      };
      return { op: 'affine', gain: part('gain', 'normScale'), bias: part('bias', 'normOffset') };
    }
    case 'classEmbedding': {
      const name = `${node.id}/table`;
      const recipe: Recipe = { from: 'weight', weight: name };
      declare({ name, channels: node.size, perClass: true, recipe });
      return { op: 'append', row: name };
    }
    case 'activation':
      return { op: 'activation', activation: node.activation };
    case 'add':
      return { op: 'add' };
    case 'reshape':
      return { op: 'reshape', copies: !isDense(shapeOf(node.input)) || !isDense(node.shape) };
    case 'interleave':
      return { op: 'interleave', factor: node.factor };
    case 'input':
      throw new EngineError('model_unsupported', `"${node.id}": expected no ${node.op} here`);
    default:
      return node satisfies never;
  }
}

function planEpilogue(
  { id, gain, bias, activation }: KernelNode,
  channels: number,
  declare: DeclareRow,
): Epilogue {
  const row = (role: string, perClass: boolean) => {
    const name = `${id}/${role}`;
    declare({ name, channels, perClass, recipe: { from: 'weight', weight: name } });
    return name;
  };
  return {
    ...(gain === 'perClass' && { gain: row('gain', true) }),
    ...(bias !== 'none' && { bias: row('bias', bias === 'perClass') }),
    ...(activation !== undefined && { activation }),
  };
}

/** Whether nothing fills up its last axis. */
function isDense(shape: Shape): boolean {
  const channels = shape.at(-1) ?? 1;
  return channels === pitchOf(channels);
}

/** Of what has an algorithm. */
export function costsOf(operation: Operation | undefined): DensePlan | ConvolutionPlan | undefined {
  if (operation?.op === 'dense' || operation?.op === 'convolution') return operation.plan;
  return undefined;
}
