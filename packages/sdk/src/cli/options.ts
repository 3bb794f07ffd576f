/** What options take: text of the command line, parsed where it comes in. */
import { InvalidArgumentError, Option } from 'commander';

export function wholeNumber(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value)) return value;
  throw new InvalidArgumentError(`Expected a whole number, got ${text}.`);
}

export function atLeast(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== '' && value >= least && Number.isFinite(value)) return value;
    throw new InvalidArgumentError(`Expected a number of at least ${least}, got ${text}.`);
  };
}

/** A class by its name or, as a whole number, by its index. */
export function classReference(text: string): string | number {
  return /^\d+$/.test(text) ? Number(text) : text;
}

const unitMs = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** `90s`, `15m`, `12h` or `30d`. */
export function durationMs(text: string): number {
  const [, digits, unit] = /^(\d+)([smhd])$/.exec(text) ?? [];
  if (digits !== undefined && unit !== undefined)
    return Number(digits) * unitMs[unit as keyof typeof unitMs];
  throw new InvalidArgumentError(`Expected a time such as 90s, 15m, 12h or 30d, got ${text}.`);
}

/** For options that may be repeated. */
export function collect<Value>(parse: (text: string) => Value) {
  return (text: string, before: readonly Value[] | undefined): Value[] => [
    ...(before ?? []),
    parse(text),
  ];
}

/** `0=2.5`: two and a half standard deviations along direction 0. */
export function directionStep(text: string): { readonly index: number; readonly amount: number } {
  const [, index, amount] = /^(\d+)=(-?\d+(?:\.\d+)?)$/.exec(text) ?? [];
  if (index !== undefined) return { index: Number(index), amount: Number(amount) };
  throw new InvalidArgumentError(`Expected index=amount, such as 0=2.5, got ${text}.`);
}

/** A day, as the service takes it; whether there is such a day, it says itself. */
export function dayText(text: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return text;
  throw new InvalidArgumentError(`Expected a day such as 2026-11-30, got ${text}.`);
}

/** The id of a key, also out of its whole text, which is repeated nowhere. */
export function keyId(text: string): string {
  const [, id] = /^(?:cek_)?([0-9A-Za-z]{12})(?:_[0-9A-Za-z]{49})?$/.exec(text) ?? [];
  if (id !== undefined) return id;
  throw new InvalidArgumentError('Expected the id of a key, which has 12 letters and digits.');
}

export interface WhyFlags {
  readonly reason?: string;
}

export const reasonOption = new Option('--reason <text>', 'why, for the audit log');

export const aliasOption = new Option('--alias <name>', 'which alias of the model').default(
  'latest',
);
