/** Steps along a version's directions, in an address: `0:2_3:-1.5`. */
import type { Field } from './field.ts';

interface Step {
  /** The direction's place in the version's list. */
  readonly index: number;
  /** In standard deviations. */
  readonly amount: number;
}

export type Steps = readonly Step[];

/** How far the page lets one go; the contract takes more, and images seldom bear it. */
export const MOST_AMOUNT = 4;

export const steps: Field<Steps> = { initial: [], parse: parseSteps, format: formatSteps };

/** Without those that go nowhere, by index. */
export function withStep(from: Steps, index: number, amount: number): Steps {
  const others = from.filter((step) => step.index !== index);
  const all = amount === 0 ? others : [...others, { index, amount }];
  return all.toSorted((one, other) => one.index - other.index);
}

export function amountOf(from: Steps, index: number): number {
  return from.find((step) => step.index === index)?.amount ?? 0;
}

function formatSteps(value: Steps): string {
  return value.map(({ index, amount }) => `${index}:${Math.round(amount * 100) / 100}`).join('_');
}

function parseSteps(text: string): Steps | undefined {
  if (text === '') return [];
  let all: Steps = [];
  for (const part of text.split('_')) {
    const [, index = '', amount = ''] = /^(\d{1,2}):(-?\d(?:\.\d{1,2})?)$/.exec(part) ?? [];
    if (index === '' || Number(index) > 63 || Math.abs(Number(amount)) > MOST_AMOUNT) return;
    all = withStep(all, Number(index), Number(amount));
  }
  return all;
}
