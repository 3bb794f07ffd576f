/**
 * NumPy's array file, version 1.0 (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html):
 * what `numpy.load` reads, row-major and little-endian.
 */

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0];
/** Magic, version and the header's own length. */
const PREAMBLE_BYTES = 10;
/** What comes before the data is a multiple of this, so that it can be mapped. */
const ALIGNMENT = 64;

export interface NpyTensor {
  /** Row-major. */
  readonly data: Uint8Array | Float32Array;
  readonly shape: readonly number[];
}

/** @throws RangeError unless there are as many values as the shape says */
export function encodeNpy({ data, shape }: NpyTensor): Uint8Array<ArrayBuffer> {
  const size = shape.reduce((product, length) => product * length, 1);
  if (data.length !== size) {
    throw new RangeError(`expected ${size} values (${shape.join('×')}), got ${data.length}`);
  }
  const type = data instanceof Float32Array ? '<f4' : '|u1';
  const axes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const dictionary = `{'descr': '${type}', 'fortran_order': False, 'shape': (${axes}), }`;
  const dataAt = Math.ceil((PREAMBLE_BYTES + dictionary.length + 1) / ALIGNMENT) * ALIGNMENT;
  const header = `${dictionary.padEnd(dataAt - PREAMBLE_BYTES - 1)}\n`;

  const file = new Uint8Array(dataAt + data.length * data.BYTES_PER_ELEMENT);
  const view = new DataView(file.buffer);
  file.set(MAGIC);
  view.setUint16(MAGIC.length, header.length, true);
  file.set(new TextEncoder().encode(header), PREAMBLE_BYTES);
  if (data instanceof Uint8Array) file.set(data, dataAt);
  else data.forEach((value, i) => void view.setFloat32(dataAt + 4 * i, value, true));
  return file;
}
