/** Bodies of an operation as they are sent: what the document allows, and what it does not. */

import fc, { type Arbitrary } from 'fast-check';
import type { Operation } from '../support/openapi.ts';
import { brokenFiles } from './file-faults.ts';
import { faultsOf } from './schema-faults.ts';
import { type Source, valuesOf } from './schema-values.ts';

type Content = string | Uint8Array<ArrayBuffer>;

export interface Body {
  /** About the body: its media type, and its coding where it has one. */
  readonly headers: Readonly<Record<string, string>>;
  readonly content?: Content;
}

const json = 'application/json';
const form = 'multipart/form-data';
const boundary = 'fuzz-5a1f';

/** An empty one for operations that take none. */
export function bodiesOf(source: Source, { bodies }: Operation): Arbitrary<Body> {
  if (bodies.size === 0) return fc.constant({ headers: {} });
  return fc.oneof(
    ...[...bodies].map(([type, schema]) => ({
      weight: type === json ? 3 : 1,
      arbitrary: valuesOf(source, schema, '').map((value) => write(type, value)),
    })),
  );
}

/** Bodies whose type is right and whose value is not. */
export function wrongBodiesOf(source: Source, { bodies }: Operation): Arbitrary<Body>[] {
  return [...bodies].flatMap(([type, schema]) => {
    const wrong = faultsOf(source, schema, '');
    if (type !== json && type !== form) {
      const files = valuesOf(source, schema, '').map(asBytes);
      return [brokenFiles(files).map((file) => write(type, file))];
    }
    return wrong === undefined ? [] : [wrong.map((value) => write(type, value))];
  });
}

/** Bodies that cannot be read at all, or not as what they say they are. */
export function malformedBodiesOf(source: Source, operation: Operation): Arbitrary<Body>[] {
  if (operation.bodies.size === 0) return [];
  const bodies = bodiesOf(source, operation);
  return [
    fc
      .tuple(bodies, fc.constantFrom(...mangles), fc.nat(), fc.constantFrom(...debris))
      .map(([body, mangle, at, with_]) => ({
        ...body,
        content: mangle(body.content ?? '', at, with_),
      })),
    fc.tuple(bodies, otherTypes).map(([body, headers]) => ({ ...body, headers })),
    fc
      .tuple(bodies, fc.constantFrom('gzip', 'br', 'identity', 'GZIP', 'x', ''))
      .map(([body, coding]) => ({
        ...body,
        headers: { ...body.headers, 'Content-Encoding': coding },
      })),
    bodies.map(({ headers }) => ({ headers })),
  ];
}

/** Beyond some limit or other: what an operation takes is between kilobytes and megabytes. */
export function hugeBodiesOf(source: Source, operation: Operation): Arbitrary<Body>[] {
  if (operation.bodies.size === 0) return [];
  const sizes = fc.constantFrom(
    4 * 1024,
    16 * 1024,
    ...[1, 2, 5, 6, 16, 16].map((it) => it * 2 ** 20),
  );
  return [
    fc.tuple(bodiesOf(source, operation), sizes, fc.boolean()).map(([body, size, isAfter]) => {
      const padding = new Uint8Array(size + 1).fill(0x20);
      const own = asBytes(body.content ?? '');
      return { ...body, content: concat(isAfter ? [own, padding] : [padding, own]) };
    }),
  ];
}

const debris: readonly Content[] = [
  ...['', ' ', '\n', '\ufeff', '\u0000', ',', '}', ']', '"', '{"model":"x"}', '//', '\\', 'NaN'],
  ...['[', '{"a":'].map((opening) => opening.repeat(3000)),
  ...[[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf8], [0x1f, 0x8b, 8]].map((it) =>
    Uint8Array.from(it),
  ),
];

type Mangle = (content: Content, at: number, with_: Content) => Content;

const mangles: readonly Mangle[] = [
  (_, __, with_) => with_,
  (content, _, with_) => concat([content, with_]),
  (content, _, with_) => concat([with_, content]),
  (content, at) => asBytes(content).slice(0, at % (content.length + 1)),
  (content, at, with_) => {
    const bytes = asBytes(content);
    const place = at % (bytes.length + 1);
    return concat([bytes.subarray(0, place), with_, bytes.subarray(place)]);
  },
];

const otherTypes: Arbitrary<Body['headers']> = fc
  .constantFrom(
    ...['text/plain', 'text/html', 'application/x-www-form-urlencoded', 'application/jsonx'],
    ...['application/json; charset=utf-16', 'APPLICATION/JSON', 'application/json;', 'json', ''],
    ...['image/gif', 'image/svg+xml', 'image/png; q=1', 'application/octet-stream', '*/*'],
    ...[
      'multipart/form-data',
      `multipart/form-data; boundary=other`,
      'multipart/mixed; boundary=x',
    ],
    ...['application/json, image/png', 'constructor', '__proto__', ';'],
    undefined,
  )
  .map((type): Body['headers'] => (type === undefined ? {} : { 'Content-Type': type }));

function write(type: string, value: unknown): Body {
  const headers = { 'Content-Type': type };
  if (type === json) return { headers, content: JSON.stringify(value) };
  if (type === form) {
    const content = writeForm(value);
    return { headers: { 'Content-Type': `${type}; boundary=${boundary}` }, content };
  }
  return { headers, content: value instanceof Uint8Array ? new Uint8Array(value) : String(value) };
}

/** RFC 7578: files where there are bytes, text for the rest. */
function writeForm(value: unknown): Uint8Array<ArrayBuffer> {
  const fields = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const parts = fields.flatMap(([name, it]): Content[] => {
    const isFile = it instanceof Uint8Array;
    const quoted = name.replaceAll('"', '%22').replaceAll('\n', '%0A').replaceAll('\r', '%0D');
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${quoted}"`;
    const text = typeof it === 'string' ? it : JSON.stringify(it);
    return [
      `${head}${isFile ? '; filename="file"' : ''}\r\n\r\n`,
      isFile ? asBytes(it) : (text ?? ''),
      '\r\n',
    ];
  });
  return concat([...parts, `--${boundary}--\r\n`]);
}

function asBytes(content: unknown): Uint8Array<ArrayBuffer> {
  return new Uint8Array(
    content instanceof Uint8Array ? content : new TextEncoder().encode(String(content)),
  );
}

function concat(contents: readonly Content[]): Uint8Array<ArrayBuffer> {
  const parts = contents.map(asBytes);
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
