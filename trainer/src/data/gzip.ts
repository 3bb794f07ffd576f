/** Reading files that may be gzipped (RFC 1952). Their first bytes say so; the ending is not asked. */
import { createReadStream, statSync } from 'node:fs';
import { createGunzip, gunzipSync } from 'node:zlib';
import { DataError } from './data-error.ts';

const chunkBytes = 2 ** 18;

/**
 * The file's bytes, unpacked, as they are asked for.
 * @throws DataError `truncated-file` or `corrupt-file`, naming the file
 */
export async function* readInflated(file: string): AsyncGenerator<Uint8Array> {
  const isGzip = await beginsAsGzip(file);
  const source = createReadStream(file, { highWaterMark: chunkBytes });
  const stream = isGzip ? source.pipe(createGunzip({ chunkSize: chunkBytes })) : source;
  if (isGzip) source.on('error', (error) => stream.destroy(error));
  try {
    for await (const chunk of stream) yield chunk as Uint8Array;
  } catch (cause) {
    throw gzipError(cause, file, statSync(file).size);
  } finally {
    stream.destroy();
    source.destroy();
  }
}

/** Unpacks gzip in memory where the bytes say so. */
export function inflate(bytes: Uint8Array, file: string): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes);
  } catch (cause) {
    throw gzipError(cause, file, bytes.byteLength);
  }
}

async function beginsAsGzip(file: string): Promise<boolean> {
  for await (const chunk of createReadStream(file, { end: 1 })) {
    const [first, second] = chunk as Uint8Array;
    return first === 0x1f && second === 0x8b;
  }
  return false;
}

function gzipError(cause: unknown, file: string, sizeBytes: number): unknown {
  if (!(cause instanceof Error && 'code' in cause && `${cause.code}`.startsWith('Z_')))
    return cause;
  const truncated = cause.code === 'Z_BUF_ERROR';
  return new DataError(
    truncated ? 'truncated-file' : 'corrupt-file',
    `${file}: the gzip stream is ${truncated ? `cut off after ${sizeBytes} bytes` : 'damaged'}. Get the file again.`,
    { cause },
  );
}
