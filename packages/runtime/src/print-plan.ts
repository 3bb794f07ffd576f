/** A plan for people: one line a step, then what it holds in memory. */
import type { Plan, Step } from './plan.ts';

export function printPlan(plan: Plan): string {
  const { input, steps, sharedBytes, classBytes, valueBytes } = plan;
  return [
    `${input.id}: input [${input.shape.join()}], ${plan.classCount} classes`,
    ...steps.map(printStep),
    `bytes: ${sharedBytes} shared, ${classBytes} a class, ${valueBytes} of values at most`,
  ].join('\n');
}

function printStep(step: Step): string {
  const releases = step.releases.length === 0 ? '' : `, releases ${step.releases.join(' ')}`;
  return `${step.id}: ${detailsOf(step)}(${step.inputs.join(', ')}) [${step.shape.join()}]${releases}`;
}

function detailsOf(step: Step): string {
  switch (step.op) {
    case 'dense':
      return `dense${step.gain === undefined ? '' : ' gain'}${activationOf(step)}`;
    case 'conv2d':
      return `conv2d stride ${step.stride} padding ${step.padding.join()}${activationOf(step)}`;
    case 'activation':
      return step.activation.fn;
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

function activationOf({ activation }: Extract<Step, { op: 'dense' | 'conv2d' }>): string {
  if (activation === undefined) return '';
  return activation.fn === 'leakyRelu' ? ` leakyRelu ${activation.slope}` : ` ${activation.fn}`;
}
