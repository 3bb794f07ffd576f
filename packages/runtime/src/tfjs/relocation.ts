/**
 * Tensors come and go, while the tables of addresses by which the kernels reach them stay. They are
 * written as if the tensor lay in a place where nothing is; afterwards what points there is known, and
 * is moved as a linker moves symbols (Levine 2000, "Linkers and Loaders", chapter 7). XNNPACK's kernels
 * add an offset to every pointer but those to the padding, for the same reason.
 */
import type { Address } from '@comfy-edge/kernels';

export interface Region {
  readonly start: Address;
  readonly sizeBytes: number;
}

/**
 * @param tables u32, written
 * @param nowhere where they suppose the tensor; none of their other values is in it
 * @returns what moves them to another place of it
 */
export function relocation(
  memory: WebAssembly.Memory,
  tables: Region,
  nowhere: Region,
): (to: Address) => void {
  const view = () => new Uint32Array(memory.buffer, tables.start, tables.sizeBytes / 4);
  const positions: number[] = [];
  view().forEach((address, position) => {
    const offset = address - nowhere.start;
    if (offset >= 0 && offset < nowhere.sizeBytes) positions.push(position);
  });
  let current = nowhere.start;
  return (to) => {
    if (to === current) return;
    const table = view();
    const distance = to - current;
    for (const position of positions) table[position] = (table[position] ?? 0) + distance;
    current = to;
  };
}
