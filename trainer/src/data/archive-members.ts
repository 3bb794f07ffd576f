/**
 * What an archive may hold. Nothing is ever unpacked to disk, so a path that climbs out of a folder
 * would do no harm; but whoever made it meant harm, and the archive is refused whole.
 */
import { DataError } from './data-error.ts';

const archiveLimits = {
  /** Members of one archive. */
  members: 2 ** 22,
  /** Bytes of one member, inflated. */
  memberBytes: 2 ** 26,
  /** Bytes of all members for each byte of the file. Images hardly compress; bombs compress well. */
  inflation: 100,
  /** Bytes that are never too many. */
  freeBytes: 2 ** 26,
  pathLength: 1024,
} as const;

export interface ArchiveMember {
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'link' | 'special';
  readonly sizeBytes: number;
}

/** Counts and checks the members of one archive as they are listed. */
export class MemberCheck {
  readonly #archive: string;
  readonly #archiveBytes: number;
  readonly #seen = new Set<string>();
  #totalBytes = 0;

  constructor(archive: string, archiveBytes: number) {
    this.#archive = archive;
    this.#archiveBytes = archiveBytes;
  }

  /** @throws DataError `refused-archive`, naming archive and member */
  add({ path, kind, sizeBytes }: ArchiveMember): void {
    if (!isPlainPath(path)) this.#refuse(path, 'a path within the archive', 'one that leaves it');
    if (kind === 'link' || kind === 'special') {
      this.#refuse(path, 'only files and folders', `a ${kind === 'link' ? 'link' : 'device'}`);
    }
    if (this.#seen.has(path)) this.#refuse(path, 'every path once', 'it twice');
    this.#seen.add(path);
    const { members, memberBytes, inflation, freeBytes } = archiveLimits;
    if (this.#seen.size > members) this.#refuse(path, `at most ${members} members`, 'more');
    if (!(sizeBytes >= 0 && sizeBytes <= memberBytes)) {
      this.#refuse(path, `at most ${memberBytes} bytes a member`, `${sizeBytes}`);
    }
    this.#totalBytes += sizeBytes;
    if (this.#totalBytes > inflation * this.#archiveBytes + freeBytes) {
      const expected = `members of at most ${inflation} times the ${this.#archiveBytes} bytes of the archive`;
      this.#refuse(path, expected, 'more (an archive bomb?)');
    }
  }

  #refuse(path: string, expected: string, got: string): never {
    throw new DataError(
      'refused-archive',
      `${this.#archive}: ${JSON.stringify(path.slice(0, 200))}: expected ${expected}, got ${got}. Make the archive anew from plain files.`,
    );
  }
}

function isPlainPath(path: string): boolean {
  if (path === '' || path.length > archiveLimits.pathLength) return false;
  if (/[\\\0]/.test(path) || path.startsWith('/') || /^[a-z]:/i.test(path)) return false;
  return !path.split('/').includes('..');
}
