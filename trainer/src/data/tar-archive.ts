/**
 * The members of a tar archive (POSIX.1-1988 ustar with pax and GNU extensions, read by tar-stream),
 * gzipped or plain, one after another as they lie.
 */
import { statSync } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { extract } from 'tar-stream';
import { MemberCheck } from './archive-members.ts';
import { DataError } from './data-error.ts';
import { readInflated } from './gzip.ts';

export interface TarMember {
  readonly path: string;
  readonly isFile: boolean;
  readonly sizeBytes: number;
  /** The content; to be called before the next member is asked for, or not at all. */
  read(): Promise<Uint8Array>;
}

/** @throws DataError, naming the archive and the member */
export async function* tarMembers(archive: string): AsyncGenerator<TarMember> {
  const check = new MemberCheck(archive, statSync(archive).size);
  const members = extract();
  let failure: unknown;
  pipeline(Readable.from(readInflated(archive)), members, (error) => {
    failure ??= error;
  });
  try {
    for await (const member of members) {
      const { name: path, type, size = 0 } = member.header;
      const kind = type === 'directory' ? 'folder' : kindOf(type);
      check.add({ path, kind, sizeBytes: size });
      let isRead = false;
      const read = async (): Promise<Uint8Array> => {
        isRead = true;
        const parts: Uint8Array[] = [];
        for await (const part of member) parts.push(part as Uint8Array);
        return Buffer.concat(parts);
      };
      yield { path, isFile: kind === 'file', sizeBytes: size, read };
      if (!isRead) member.resume();
    }
  } catch (cause) {
    const reason = failure instanceof DataError ? failure : cause;
    throw reason instanceof DataError ? reason : damaged(archive, reason);
  } finally {
    members.destroy();
  }
}

function kindOf(type: string | null | undefined) {
  if (type === 'link' || type === 'symlink') return 'link';
  return type === 'file' || type === 'contiguous-file' ? 'file' : 'special';
}

function damaged(archive: string, cause: unknown): DataError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const isShort = reason.includes('Unexpected end of data');
  return new DataError(
    isShort ? 'truncated-file' : 'corrupt-file',
    `${archive}: expected a whole tar archive, got "${reason}". Get the file again.`,
    { cause },
  );
}
