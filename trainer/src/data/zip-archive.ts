/**
 * A zip file of class folders (PKWARE's APPNOTE.TXT). yauzl reads it: it goes by the central
 * directory alone, holds nothing but one member in memory, and checks sizes while inflating.
 */
import { statSync } from 'node:fs';
import { dirname, extname } from 'node:path';
import { crc32 } from 'node:zlib';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { MemberCheck } from './archive-members.ts';
import { DataError } from './data-error.ts';
import { readDescription, readDescriptionText } from './description.ts';
import type { EncodedBytes, EncodedImage, EncodedImages } from './encoded-images.ts';
import { imageEndings } from './image-format.ts';
import { classesOfMembers } from './member-classes.ts';

/** Symbolic links, devices: what `externalFileAttributes` say of a member made on Unix. */
const formatMask = 0xf000;
const regularFile = 0x8000;
const folder = 0x4000;
const symbolicLink = 0xa000;

/** @throws DataError, naming the archive and the member */
export async function openZip(archive: string): Promise<EncodedImages> {
  const entries = await withZip(archive, listEntries);
  const images = entries.filter(({ fileName }) => isImage(fileName));
  if (images.length === 0) {
    throw new DataError(
      'no-images',
      `${archive}: expected PNG, JPEG or WebP images in class folders, got none.`,
    );
  }
  const description = await describe(archive, entries);
  const { classes, members } = classesOfMembers(
    images.map(({ fileName }) => fileName),
    archive,
    description.classes,
  );
  const entryOf = new Map<EncodedImage, Entry>();
  for (const [at, member] of members.entries()) {
    const entry = images[at];
    if (entry !== undefined) entryOf.set({ ...member, place: placeOf(archive, entry) }, entry);
  }
  const { size, mtimeMs } = statSync(archive);
  return {
    place: archive,
    description,
    classes,
    images: [...entryOf.keys()],
    fingerprint: `${archive}\n${size} ${mtimeMs}`,
    read: (wanted) => readImages(archive, entryOf, wanted),
  };
}

async function listEntries(zip: ZipFile, archive: string): Promise<readonly Entry[]> {
  const check = new MemberCheck(archive, zip.fileSize);
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) {
    check.add({ path: entry.fileName, kind: kindOf(entry), sizeBytes: entry.uncompressedSize });
    if (entry.isEncrypted() || ![0, 8].includes(entry.compressionMethod)) {
      throw new DataError(
        'refused-archive',
        `${placeOf(archive, entry)}: expected a stored or deflated member, got one that is ${entry.isEncrypted() ? 'encrypted' : `compressed by method ${entry.compressionMethod}`}. Make the archive anew.`,
      );
    }
    entries.push(entry);
  }
  return entries;
}

async function* readImages(
  archive: string,
  entryOf: ReadonlyMap<EncodedImage, Entry>,
  wanted: ReadonlySet<EncodedImage>,
): AsyncGenerator<EncodedBytes> {
  const inFileOrder = [...entryOf]
    .filter(([image]) => wanted.has(image))
    .sort(([, a], [, b]) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  const zip = await openArchive(archive);
  try {
    for (const [image, entry] of inFileOrder) {
      yield { image, bytes: await readEntry(zip, entry, image.place) };
    }
  } finally {
    zip.close();
  }
}

async function readEntry(zip: ZipFile, entry: Entry, place: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  try {
    for await (const part of await zip.openReadStreamPromise(entry)) parts.push(part as Uint8Array);
  } catch (cause) {
    throw damaged(place, cause);
  }
  const bytes = Buffer.concat(parts);
  if (crc32(bytes) !== entry.crc32) {
    throw damaged(place, new Error(`expected CRC-32 ${entry.crc32}, got ${crc32(bytes)}`));
  }
  return bytes;
}

async function describe(archive: string, entries: readonly Entry[]) {
  const entry = entries.find(({ fileName }) => /^([^/]+\/)?dataset\.json$/.test(fileName));
  if (entry === undefined) return readDescription(dirname(archive));
  const place = placeOf(archive, entry);
  const bytes = await withZip(archive, (zip) => readEntry(zip, entry, place));
  return readDescriptionText(Buffer.from(bytes).toString(), place);
}

async function withZip<T>(
  archive: string,
  use: (zip: ZipFile, archive: string) => Promise<T>,
): Promise<T> {
  const zip = await openArchive(archive);
  try {
    return await use(zip, archive);
  } catch (cause) {
    throw cause instanceof DataError ? cause : damaged(archive, cause);
  } finally {
    zip.close();
  }
}

async function openArchive(archive: string): Promise<ZipFile> {
  try {
    return await yauzl.openPromise(archive, { autoClose: false, strictFileNames: true });
  } catch (cause) {
    throw damaged(archive, cause);
  }
}

function kindOf({ externalFileAttributes, fileName }: Entry) {
  const format = (externalFileAttributes >>> 16) & formatMask;
  if (format === symbolicLink) return 'link';
  if (format !== 0 && format !== regularFile && format !== folder) return 'special';
  return fileName.endsWith('/') ? 'folder' : 'file';
}

/** macOS puts a hidden twin beside every file. */
function isImage(path: string): boolean {
  const hidden =
    path.startsWith('__MACOSX/') || path.split('/').some((part) => /^\.[^.]/.test(part));
  return !hidden && imageEndings.has(extname(path).toLowerCase());
}

function placeOf(archive: string, { fileName }: Entry): string {
  return `${archive}: ${fileName}`;
}

function damaged(place: string, cause: unknown): DataError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new DataError(
    'corrupt-file',
    `${place}: expected a whole zip archive, got "${reason}". Get the file again.`,
    { cause },
  );
}
