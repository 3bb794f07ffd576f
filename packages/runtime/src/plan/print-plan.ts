/** A plan for people: a table with a line a step, then what it costs and holds in memory. */
import type { Activation } from '@comfy-edge/model';
import type { Plan, Step } from './plan.ts';

export function printPlan(plan: Plan): string {
  const { input, steps, memory } = plan;
  const header = [
    'layer',
    'operation',
    'output',
    'algorithm',
    'multiply-adds',
    'weights',
    'scratch',
  ];
  const rows = [
    [input.id, 'input', input.shape.join('×'), '', '', '', ''],
    ...steps.map((step) => [
      step.id,
      operationOf(step),
      step.shape.join('×'),
      algorithmOf(step),
      ...figuresOf(step),
    ]),
  ];
  const widths = header.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => (i < 4 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
  return [
    ...[header, ...rows].map(line),
    '',
    `${count(plan.multiplyAdds)} multiply-adds an image; ${plan.classCount} classes; ${plan.images} images at once`,
    `${count(memory.total)} bytes, fixed: weights ${count(memory.weights)}, arena ${count(memory.arena)}, ` +
      `tables ${count(memory.tables)}, rows ${count(memory.rows)}, constants ${count(memory.constants)}`,
  ].join('\n');
}

function operationOf(step: Step): string {
  switch (step.op) {
    case 'dense':
      return `dense${epilogueOf(step)}`;
    case 'convolution': {
      const { kernel, stride, op } = step.node;
      const name = op === 'conv2d' ? 'conv' : 'convT';
      return `${name} ${kernel.join('×')}${stride === 1 ? '' : ` s${stride}`}${epilogueOf(step)}`;
    }
    case 'activation':
      return activationOf(step.activation);
    case 'interleave':
      return `interleave ${step.factor}`;
    case 'affine':
    case 'append':
    case 'add':
    case 'reshape':
      return step.op;
    default:
      return step satisfies never;
  }
}

function epilogueOf({ gain, bias, activation }: Extract<Step, { op: 'dense' | 'convolution' }>) {
  const parts = [
    ...(gain === undefined ? [] : ['gain']),
    ...(bias === undefined ? [] : ['bias']),
    ...(activation === undefined ? [] : [activationOf(activation)]),
  ];
  return parts.map((part) => ` + ${part}`).join('');
}

function activationOf(activation: Activation): string {
  return activation.fn === 'leakyRelu' ? `leaky ${activation.slope}` : activation.fn;
}

function algorithmOf(step: Step): string {
  switch (step.op) {
    case 'dense':
      return 'product';
    case 'convolution':
      return convolutionAlgorithm(step.plan);
    case 'interleave':
      return 'tfjs';
    case 'reshape':
      return step.copies ? 'copy' : 'in place';
    case 'activation':
    case 'affine':
    case 'append':
    case 'add':
      return 'elementwise';
    default:
      return step satisfies never;
  }
}

function convolutionAlgorithm(plan: Extract<Step, { op: 'convolution' }>['plan']): string {
  switch (plan.algorithm) {
    case 'direct':
      return `direct, rows of ${plan.groupRows}`;
    case 'few-outputs':
      return `few outputs, rows of ${plan.groupRows}`;
    case 'winograd': {
      const { side, window, products, phases, groupRows } = plan;
      const tiles = plan.tileRows * plan.tileColumns;
      const shared = phases.length === 1 ? '' : `, ${phases.length} phases`;
      return `winograd F(${side}×${side}, ${window}×${window})${shared}, ${products} products × ${tiles} tiles, rows of ${groupRows}`;
    }
    default:
      return plan satisfies never;
  }
}

function figuresOf(step: Step): string[] {
  if (step.op !== 'dense' && step.op !== 'convolution') return ['', '', ''];
  const { multiplyAdds, weightBytes, scratchBytes } = step.plan;
  return [count(multiplyAdds), count(weightBytes), count(scratchBytes)];
}

/** With thin groups of three digits, the same in every locale. */
function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ' ');
}
