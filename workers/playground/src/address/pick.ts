/** An image that was picked, in an address: `42.sneaker`, or `42.sneaker.0:2` with steps along directions. */
import type { Field } from './field.ts';
import { type Steps, steps } from './steps.ts';

export interface Pick {
  readonly seed: number;
  readonly class: string;
  readonly steps: Steps;
}

export const pick: Field<Pick | undefined> = {
  initial: undefined,
  parse: parsePick,
  format: (value) => (value === undefined ? '' : formatPick(value)),
};

export function samePick(one: Pick | undefined, other: Pick | undefined): boolean {
  return pick.format(one) === pick.format(other);
}

function formatPick({ seed, class: name, steps: value }: Pick): string {
  const end = value.length === 0 ? '' : `.${steps.format(value)}`;
  return `${seed}.${name}${end}`;
}

function parsePick(text: string): Pick | undefined {
  const [, seedText = '', name = '', rest = ''] =
    /^(\d{1,10})\.([a-z0-9-]{1,256})(?:\.(.*))?$/.exec(text) ?? [];
  const seed = Number(seedText);
  const value = steps.parse(rest);
  if (name === '' || seed > 0xffff_ffff || value === undefined) return undefined;
  return { seed, class: name, steps: value };
}
