/**
 * The framing of a TFRecord file, which is what TensorBoard reads: length as u64, its checksum, the data,
 * its checksum, all little-endian (https://www.tensorflow.org/tutorials/load_data/tfrecord).
 */
import { maskedCrc32c } from './crc32c.ts';

export function frameRecord(data: Uint8Array): Uint8Array {
  const record = new Uint8Array(8 + 4 + data.length + 4);
  const view = new DataView(record.buffer);
  view.setBigUint64(0, BigInt(data.length), true);
  view.setUint32(8, maskedCrc32c(record.subarray(0, 8)), true);
  record.set(data, 12);
  view.setUint32(12 + data.length, maskedCrc32c(data), true);
  return record;
}
