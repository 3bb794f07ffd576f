/** Small image files and archives of them, made as other people's tools make them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { encode } from 'fast-png';
import { zipSync } from 'fflate';
import { type Header, pack } from 'tar-stream';

/** A PNG that differs from every other one's of another seed. */
export function pngOf(seed: number, { height = 8, width = 8, channels = 3 } = {}): Uint8Array {
  const data = Uint8Array.from(
    { length: height * width * channels },
    (_, at) => Math.imul(seed * 977 + at + 1, 2654435761) >>> 24,
  );
  return encode({ height, width, channels, data });
}

/** Two classes, 12 and 11 images: enough for a test split of each. */
export function animals(): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (let at = 0; at < 12; at++) files.set(`cat/${10 + at}.png`, pngOf(at));
  for (let at = 0; at < 11; at++) files.set(`dog/${10 + at}.png`, pngOf(100 + at));
  return files;
}

export function writeFolder(root: string, files: ReadonlyMap<string, Uint8Array>): void {
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), bytes);
  }
}

export function zipOf(files: ReadonlyMap<string, Uint8Array>, level: 0 | 6 = 6): Uint8Array {
  return zipSync(Object.fromEntries(files), { level });
}

export type TarEntry = Partial<Header> & {
  readonly name: string;
  readonly content?: Uint8Array | string;
};

export async function tarOf(entries: Iterable<TarEntry>): Promise<Buffer> {
  const archive = pack();
  for (const { content, ...headers } of entries) {
    archive.entry(headers, content === undefined ? '' : Buffer.from(content));
  }
  archive.finalize();
  const parts: Buffer[] = [];
  for await (const part of archive) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

export function tarFiles(files: ReadonlyMap<string, Uint8Array | string>): Promise<Buffer> {
  return tarOf([...files].map(([name, content]) => ({ name, content })));
}
