/**
 * TensorBoard's `Event` message in protobuf, as much of it as we write. Field numbers from
 * tensorflow/core/util/event.proto and tensorflow/core/framework/summary.proto (TensorFlow 2.9.1).
 */
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

export interface PngImage {
  readonly width: number;
  readonly height: number;
  /** 1 = gray, 3 = RGB. */
  readonly channels: number;
  /** The file. */
  readonly png: Uint8Array;
}

export interface RunEvent {
  readonly wallTimeSeconds: number;
  readonly step: number;
  /** Only in the first event of a file. */
  readonly fileVersion?: string;
  /** A resumed run says so: what older files have of this step and later is void. */
  readonly sessionStarts?: boolean;
  readonly scalars?: Readonly<Record<string, number>>;
  readonly images?: Readonly<Record<string, PngImage>>;
}

const sessionStart = 1;

export function encodeEvent(event: RunEvent): Uint8Array {
  const { wallTimeSeconds, step, fileVersion, sessionStarts, scalars = {}, images = {} } = event;
  const writer = new BinaryWriter();
  writer.tag(1, WireType.Bit64).double(wallTimeSeconds);
  writer.tag(2, WireType.Varint).int64(step);
  if (fileVersion !== undefined) writer.tag(3, WireType.LengthDelimited).string(fileVersion);
  if (sessionStarts === true) {
    writer.tag(7, WireType.LengthDelimited).fork();
    writer.tag(1, WireType.Varint).int32(sessionStart).join();
  }
  const values = [
    ...Object.entries(scalars).map(([tag, value]) => scalarValue(tag, value)),
    ...Object.entries(images).map(([tag, image]) => imageValue(tag, image)),
  ];
  if (values.length > 0) {
    writer.tag(5, WireType.LengthDelimited).fork();
    for (const value of values) writer.tag(1, WireType.LengthDelimited).bytes(value);
    writer.join();
  }
  return writer.finish();
}

function scalarValue(tag: string, value: number): Uint8Array {
  const writer = new BinaryWriter();
  writer.tag(1, WireType.LengthDelimited).string(tag);
  // The writer refuses what float32 cannot hold, but takes NaN and infinities, as TensorBoard does.
  return writer.tag(2, WireType.Bit32).float(Math.fround(value)).finish();
}

function imageValue(tag: string, { width, height, channels, png }: PngImage): Uint8Array {
  const writer = new BinaryWriter();
  writer.tag(1, WireType.LengthDelimited).string(tag);
  writer.tag(4, WireType.LengthDelimited).fork();
  writer.tag(1, WireType.Varint).int32(height);
  writer.tag(2, WireType.Varint).int32(width);
  writer.tag(3, WireType.Varint).int32(channels);
  writer.tag(4, WireType.LengthDelimited).bytes(png);
  return writer.join().finish();
}
