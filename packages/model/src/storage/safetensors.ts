/**
 * safetensors (https://huggingface.co/docs/safetensors): eight bytes with the header's length, a JSON
 * header with name, dtype, shape and byte range of every tensor, then the bytes.
 *
 * The writer is deterministic: tensors are ordered by element size, then name, so each is aligned
 * without gaps, and the header is padded with spaces to a multiple of 8. The reader takes bytes from
 * strangers: it allocates no more than the file's own size, and refuses what other readers only warn
 * about. Values are little-endian, as is every platform that runs JavaScript today.
 */
import * as v from 'valibot';
import { sizeOf } from '../infer-shapes.ts';
import { ModelError } from '../model-error.ts';
import { parseWith } from '../parse-graph.ts';
import { isReservedKey, type JsonValue, plainJson } from '../plain-json.ts';

/** A tensor of a file. F16 holds the bits of binary16. */
export type SafeTensor =
  | { readonly dtype: 'F32'; readonly shape: readonly number[]; readonly data: Float32Array }
  | { readonly dtype: 'F16'; readonly shape: readonly number[]; readonly data: Uint16Array }
  | { readonly dtype: 'I8'; readonly shape: readonly number[]; readonly data: Int8Array }
  | { readonly dtype: 'U8'; readonly shape: readonly number[]; readonly data: Uint8Array };

export interface SafetensorsFile {
  readonly tensors: ReadonlyMap<string, SafeTensor>;
  readonly metadata: ReadonlyMap<string, string>;
}

/** Bound on the JSON header. */
const maxHeaderBytes = 1024 * 1024;

const maxRank = 8;
const elementBytes = { F32: 4, F16: 2, I8: 1, U8: 1 } as const;

/**
 * @returns the file's bytes, the same for the same tensors whatever their order.
 * @throws ModelError `safetensors_invalid` for a shape that does not fit its data or a bad name.
 */
export function writeSafetensors(
  tensors: ReadonlyMap<string, SafeTensor>,
  metadata: ReadonlyMap<string, string> = new Map(),
): Uint8Array {
  const sorted = [...tensors].sort(
    ([leftName, left], [rightName, right]) =>
      elementBytes[right.dtype] - elementBytes[left.dtype] || (leftName < rightName ? -1 : 1),
  );
  const header: Record<string, JsonValue> = {};
  if (metadata.size > 0) {
    header.__metadata__ = Object.fromEntries([...metadata].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
  let end = 0;
  for (const [name, tensor] of sorted) {
    checkName(name);
    if (tensor.data.length !== sizeOf(tensor.shape)) {
      throw invalid(
        `"${name}": expected ${sizeOf(tensor.shape)} values, got ${tensor.data.length}`,
      );
    }
    const begin = end;
    end += tensor.data.byteLength;
    header[name] = { dtype: tensor.dtype, shape: tensor.shape, data_offsets: [begin, end] };
  }
  plainJson(header, 'safetensors_invalid');
  const json = new TextEncoder().encode(JSON.stringify(header));
  const headerBytes = Math.ceil(json.length / 8) * 8;
  if (headerBytes > maxHeaderBytes) {
    throw invalid(`expected a header of at most ${maxHeaderBytes} bytes, got ${headerBytes}`);
  }
  const file = new Uint8Array(8 + headerBytes + end).fill(0x20, 8, 8 + headerBytes);
  new DataView(file.buffer).setUint32(0, headerBytes, true);
  file.set(json, 8);
  let offset = 8 + headerBytes;
  for (const [, { data }] of sorted) {
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), offset);
    offset += data.byteLength;
  }
  return file;
}

/**
 * Parses a file that anybody may have written. Tensors are copies.
 * @throws ModelError `safetensors_invalid`
 */
export function readSafetensors(file: Uint8Array): SafetensorsFile {
  const dataStart = headerEnd(file);
  const header = parseHeader(file.subarray(8, dataStart));
  const dataBytes = file.length - dataStart;
  const metadata = new Map<string, string>();
  const entries: [string, Entry][] = [];
  for (const [name, value] of Object.entries(header)) {
    if (name === '__metadata__') {
      const pairs = parseWith(metadataSchema, value, 'safetensors_invalid');
      for (const [key, text] of Object.entries(pairs)) metadata.set(key, text);
    } else {
      checkName(name);
      entries.push([name, parseWith(entrySchema, value, 'safetensors_invalid')]);
    }
  }
  checkCover(entries, dataBytes);
  const tensors = new Map<string, SafeTensor>();
  for (const [name, entry] of entries) {
    const [begin, end] = entry.data_offsets;
    tensors.set(
      name,
      view(entry, new Uint8Array(file.subarray(dataStart + begin, dataStart + end))),
    );
  }
  return { tensors, metadata };
}

const offset = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const entrySchema = v.strictObject({
  dtype: v.picklist(['F32', 'F16', 'I8', 'U8']),
  shape: v.pipe(v.array(offset), v.maxLength(maxRank)),
  data_offsets: v.strictTuple([offset, offset]),
});
const metadataSchema = v.record(v.string(), v.string());
type Entry = v.InferOutput<typeof entrySchema>;

function headerEnd(file: Uint8Array): number {
  if (file.length < 10) throw invalid(`expected at least 10 bytes, got ${file.length}`);
  const bytes = new DataView(file.buffer, file.byteOffset, 8);
  const length = bytes.getUint32(0, true) + bytes.getUint32(4, true) * 0x1_0000_0000;
  const limit = Math.min(maxHeaderBytes, file.length - 8);
  if (length > limit) throw invalid(`expected a header of at most ${limit} bytes, got ${length}`);
  return 8 + length;
}

function parseHeader(bytes: Uint8Array): object {
  let text: string;
  let header: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    header = JSON.parse(text);
  } catch (cause) {
    throw new ModelError(
      'safetensors_invalid',
      'expected a header of UTF-8 JSON, got other bytes',
      {
        cause,
      },
    );
  }
  if (!text.startsWith('{')) throw invalid('expected the header to begin with "{"');
  const json = plainJson(header, 'safetensors_invalid');
  if (typeof json !== 'object' || json === null)
    throw invalid('expected the header to be an object');
  const written = countWrittenKeys(text);
  const kept = countKeys(json);
  if (written !== kept) throw invalid(`expected each key once, got ${written} for ${kept}`);
  return json;
}

/** Keys in the text of valid JSON. `JSON.parse` keeps the last of equal keys and tells nobody. */
function countWrittenKeys(json: string): number {
  let keys = 0;
  for (const [token] of json.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"\s*:?/g)) {
    if (token.endsWith(':')) keys += 1;
  }
  return keys;
}

function countKeys(value: JsonValue): number {
  if (typeof value !== 'object' || value === null) return 0;
  const items: readonly JsonValue[] = Object.values(value);
  const own = Array.isArray(value) ? 0 : items.length;
  return items.reduce<number>((total, item) => total + countKeys(item), own);
}

/** Every byte of the data belongs to exactly one tensor, and every range is as long as its shape says. */
function checkCover(entries: readonly (readonly [string, Entry])[], dataBytes: number): void {
  const ordered = entries.toSorted(
    ([, { data_offsets: left }], [, { data_offsets: right }]) =>
      left[0] - right[0] || left[1] - right[1],
  );
  let covered = 0;
  for (const [name, { dtype, shape, data_offsets }] of ordered) {
    const [begin, end] = data_offsets;
    if (begin !== covered)
      throw invalid(`"${name}": expected to begin at ${covered}, got ${begin}`);
    if (end < begin || end > dataBytes) {
      throw invalid(`"${name}": expected to end from ${begin} to ${dataBytes}, got ${end}`);
    }
    const bytes = byteLength(shape, elementBytes[dtype], dataBytes);
    if (bytes !== end - begin) {
      throw invalid(`"${name}": expected ${bytes} bytes for [${shape.join()}], got ${end - begin}`);
    }
    covered = end;
  }
  if (covered !== dataBytes) throw invalid(`expected ${covered} bytes of data, got ${dataBytes}`);
}

/** Bytes of a shape; Infinity as soon as it is more than `limit`, so that no product loses bits. */
function byteLength(shape: readonly number[], bytes: number, limit: number): number {
  if (shape.includes(0)) return 0;
  let total = bytes;
  for (const dimension of shape) {
    total *= dimension;
    if (total > limit) return Infinity;
  }
  return total;
}

function view({ dtype, shape }: Entry, bytes: Uint8Array): SafeTensor {
  switch (dtype) {
    case 'F32':
      return { dtype, shape, data: new Float32Array(bytes.buffer) };
    case 'F16':
      return { dtype, shape, data: new Uint16Array(bytes.buffer) };
    case 'I8':
      return { dtype, shape, data: new Int8Array(bytes.buffer) };
    case 'U8':
      return { dtype, shape, data: bytes };
    default:
      return dtype satisfies never;
  }
}

function checkName(name: string): void {
  if (name === '' || name === '__metadata__' || name.length > 256 || isReservedKey(name)) {
    throw invalid(`expected a name of 1 to 256 characters that no object inherits, got "${name}"`);
  }
}

function invalid(message: string): ModelError {
  return new ModelError('safetensors_invalid', message);
}
