/** The unsigned 32-bit integers that seeds, indices and stream numbers are. */

/** @throws RangeError unless the value is an integer in [0, 2³²) */
export function assertU32(name: string, value: number): void {
  if (!Number.isInteger(value) || value < 0 || value > 0xffffffff) {
    throw new RangeError(`expected ${name} to be an integer in [0, 4294967295], got ${value}`);
  }
}
