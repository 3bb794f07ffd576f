/** A value in the address: how it is read and written there, and what it is where the address is silent. */

export interface Field<T> {
  readonly initial: T;
  /** @returns undefined for what it cannot be */
  readonly parse: (text: string) => T | undefined;
  readonly format: (value: T) => string;
}

/** A whole number. */
export function integer(initial: number, [least, most]: readonly [number, number]): Field<number> {
  return {
    initial,
    parse: (text) => {
      const value = Number(text);
      return /^\d{1,10}$/.test(text) && value >= least && value <= most ? value : undefined;
    },
    format: String,
  };
}

/** A number from 0 to 1, to the hundredth. */
export function share(initial: number): Field<number> {
  return {
    initial,
    parse: (text) => (/^(0(\.\d+)?|1(\.0+)?)$/.test(text) ? Number(text) : undefined),
    format: (value) => `${Math.round(value * 100) / 100}`,
  };
}

/** A name as the contract has them; the empty one where there is none. */
export function name(initial = ''): Field<string> {
  return {
    initial,
    parse: (text) => (/^[a-z0-9-]{0,256}$/.test(text) ? text : undefined),
    format: (value) => value,
  };
}

/** One of a few words. */
export function oneOf<const Word extends string>(words: readonly [Word, ...Word[]]): Field<Word> {
  return {
    initial: words[0],
    parse: (text) => words.find((word) => word === text),
    format: (word) => word,
  };
}

export function flag(initial: boolean): Field<boolean> {
  return {
    initial,
    parse: (text) => (text === 'yes' ? true : text === 'no' ? false : undefined),
    format: (value) => (value ? 'yes' : 'no'),
  };
}
