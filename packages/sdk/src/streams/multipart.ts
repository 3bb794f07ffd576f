/** Several bodies in one, `multipart/mixed` (RFC 2046, section 5.1), part by part as they come. */

export interface Part {
  readonly headers: ReadonlyMap<string, string>;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * @param contentType of the answer, which says what is between the parts
 * @throws SyntaxError where it does not, or where the end is missing
 */
export async function* readParts(
  chunks: AsyncIterable<Uint8Array>,
  contentType: string,
): AsyncGenerator<Part, void, void> {
  const [, quoted, bare] = /;\s*boundary=(?:"([^"]+)"|([^\s;"]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? bare;
  if (boundary === undefined) throw new SyntaxError(`expected a boundary, got ${contentType}`);
  const delimiter = encode(`\r\n--${boundary}`);
  // The first delimiter may stand at the very beginning.
  let buffer: Uint8Array<ArrayBuffer> = encode('\r\n');
  let searched = 0;
  let isPreamble = true;
  for await (const chunk of chunks) {
    buffer = join(buffer, chunk);
    for (;;) {
      const at = indexOf(buffer, delimiter, searched);
      const next = at + delimiter.length;
      if (at < 0 || buffer.length < next + 2) {
        searched = at < 0 ? Math.max(0, buffer.length - delimiter.length) : at;
        break;
      }
      if (!isPreamble) yield parsePart(buffer.slice(0, at));
      if (buffer[next] === HYPHEN && buffer[next + 1] === HYPHEN) return;
      isPreamble = false;
      buffer = buffer.slice(next);
      searched = 0;
    }
  }
  throw new SyntaxError(`expected a last delimiter, got the end after ${buffer.length} bytes`);
}

const HYPHEN = 0x2d;

/** @param bytes from behind the delimiter to the next one */
function parsePart(bytes: Uint8Array<ArrayBuffer>): Part {
  const end = indexOf(bytes, encode('\r\n\r\n'), 0);
  if (end < 0) throw new SyntaxError('expected an empty line after the headers, got none');
  const lines = new TextDecoder().decode(bytes.subarray(0, end)).split('\r\n');
  const headers = lines
    .filter((line) => line.includes(':'))
    .map((line): [string, string] => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
    });
  return { headers: new Map(headers), bytes: bytes.slice(end + 4) };
}

function indexOf(bytes: Uint8Array, wanted: Uint8Array, from: number): number {
  const [first = -1] = wanted;
  let at = bytes.indexOf(first, from);
  while (at >= 0 && wanted.some((byte, i) => bytes[at + i] !== byte)) {
    at = bytes.indexOf(first, at + 1);
  }
  return at;
}

function join(one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new TextEncoder().encode(text));
}
